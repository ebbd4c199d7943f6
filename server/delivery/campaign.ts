import { and, eq } from "drizzle-orm";
import { chooseLanguage } from "@/content/languages";
import {
  contentLanguages,
  notificationContentSchema,
  renderLanguage,
} from "@/content/notification-content";
import { prepareTracked, prepareUntracked, type TrackedPayload } from "@/content/tracking";
import type { NotificationKind } from "@/db/enums";
import { notifications } from "@/db/schema";
import type { Engine } from "./engine";
import type { NotificationRef } from "./freeze";

/** What all deliveries of one notification share: rendered once per language, never per delivery. */
export interface Campaign {
  kind: NotificationKind;
  isTracked: boolean;
  /** At least once: replaces an earlier push of this notification on the device. ≤ 16 letters and digits. */
  replacementId: string;
  /** Which of the content's languages a device gets (RFC 4647 lookup). */
  languageFor(deviceLanguage: string): string;
  payloadFor(contentLanguage: string): TrackedPayload;
}

const mostKept = 64;
const kept = new Map<string, Campaign>();

/** Content cannot change after Send, so what is rendered stays true. */
export async function loadCampaign(engine: Engine, ref: NotificationRef): Promise<Campaign> {
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
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? "");
  kept.set(key, campaign);
  return campaign;
}

function renderCampaign(
  row: { kind: NotificationKind; content: unknown },
  notificationId: number,
): Campaign {
  const content = notificationContentSchema.parse(row.content);
  const languages = contentLanguages(content);
  const prepare = content.trackLaunches ? prepareTracked : prepareUntracked;
  const payloads = new Map<string, TrackedPayload>();
  return {
    kind: row.kind,
    isTracked: content.trackLaunches,
    replacementId: `n${notificationId.toString(36)}`,
    languageFor: (wanted) => chooseLanguage(wanted, languages, content.defaultLanguage),
    payloadFor(language) {
      const known = payloads.get(language);
      if (known) return known;
      const rendered = renderLanguage(content, language);
      if (!rendered.ok) {
        throw new Error(
          `The content in ${language} is not well formed: ${rendered.problems[0]?.message}`,
        );
      }
      const payload = prepare(rendered.document);
      payloads.set(language, payload);
      return payload;
    },
  };
}
