import { and, eq } from "drizzle-orm";
import { badgePayload, badgeProblem } from "@/content/grammar/badge-value";
import { chooseLanguage, languageName } from "@/content/languages";
import {
  contentLanguages,
  type NotificationContent,
  notificationContentSchema,
  renderLanguage,
} from "@/content/notification-content";
import type { NotificationKind, Reason } from "@/db/enums";
import { notifications } from "@/db/schema";
import { type KnownProviderName, providerOf } from "@/server/providers";
import type { PushContent, RenderedPayload } from "@/server/providers/provider";
import type { Engine } from "./engine";
import type { NotificationRef } from "./freeze";
import { Obstacle } from "./obstacle";

/** What all deliveries of one notification share: rendered once per language and provider, never per delivery. */
export interface Campaign {
  kind: NotificationKind;
  isTracked: boolean;
  /** At least once: replaces an earlier push of this notification on the device. ≤ 16 letters and digits. */
  replacementId: string;
  /** Payload of the badge that goes beside an accepted tile. */
  badge?: string;
  /** Which of the content's languages a device gets (RFC 4647 lookup). */
  languageFor(deviceLanguage: string): string;
  /** What devices of this provider get in one of the content's languages, or why they get nothing. */
  payload(provider: KnownProviderName, language: string): RenderedPayload | Reason;
}

const mostKept = 64;
const kept = new Map<string, Campaign>();

/** Content cannot change after Send, so what is rendered stays true. */
export async function loadCampaign(
  engine: Engine,
  ref: NotificationRef,
): Promise<Campaign | Obstacle> {
  const key = `${engine.options.owner}/${ref.publisherId}/${ref.notificationId}`;
  const known = kept.get(key);
  if (known) return known;
  const [row] = await engine.db
    .select({ kind: notifications.kind, content: notifications.content })
    .from(notifications)
    .where(
      and(eq(notifications.publisherId, ref.publisherId), eq(notifications.id, ref.notificationId)),
    );
  if (!row) throw new Error(`Notification ${ref.notificationId} is gone while it is sent`);
  const campaign = renderCampaign(row, ref.notificationId);
  if (campaign instanceof Obstacle) return campaign;
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? "");
  kept.set(key, campaign);
  return campaign;
}

function renderCampaign(
  row: { kind: NotificationKind; content: unknown },
  notificationId: number,
): Campaign | Obstacle {
  const parsed = notificationContentSchema.safeParse(row.content);
  if (!parsed.success) return new Obstacle("The stored content cannot be read. Duplicate it.");
  const content = parsed.data;
  const languages = contentLanguages(content);
  const tag = `n${notificationId.toString(36)}`;
  const isTracked = content.trackLaunches;
  const contents = new Map<string, PushContent>();
  for (const language of languages) {
    const rendered = renderLanguage(content, language);
    if (!rendered.ok) {
      const why = rendered.problems[0]?.message ?? "it is not well formed";
      return new Obstacle(`The content in ${languageName(language)} cannot be sent: ${why}`);
    }
    contents.set(language, { document: rendered.document, language, isTracked, tag });
  }
  return {
    kind: row.kind,
    isTracked,
    replacementId: tag,
    badge: row.kind === "tile" ? badgeOf(content) : undefined,
    languageFor: (wanted) => chooseLanguage(wanted, languages, content.defaultLanguage),
    payload: rememberPayloads(contents),
  };
}

/** Send has checked it; a value from elsewhere that Windows refuses is left out, the tile goes. */
function badgeOf({ badge }: NotificationContent): string | undefined {
  return badge === undefined || badgeProblem(badge) ? undefined : badgePayload(badge);
}

function rememberPayloads(contents: ReadonlyMap<string, PushContent>): Campaign["payload"] {
  const rendered = new Map<string, RenderedPayload | Reason>();
  return (provider, language) => {
    const key = `${provider} ${language}`;
    const known = rendered.get(key);
    if (known !== undefined) return known;
    const content = contents.get(language);
    if (!content) throw new Error(`The content has no ${language}`);
    const { render, payloadLimit } = providerOf(provider);
    const payload = render(content);
    const fresh =
      payload === undefined
        ? "not_supported"
        : payload.bytes > payloadLimit
          ? "payload_too_big"
          : payload;
    rendered.set(key, fresh);
    return fresh;
  };
}
