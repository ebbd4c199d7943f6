import { payloadByteLimit } from "@/content/bytes";
import { chooseLanguage, isSameLanguage } from "@/content/languages";
import { contentLanguages } from "@/content/notification-content";
import type { Reason } from "@/db/enums";
import type { Context } from "@/server/context";
import type { AudienceCount } from "../audience-count";
import { findCollisions } from "../calendar/collisions";
import { payloadSizes } from "../content-rules";
import { draftFacts, draftOf, requireNotification } from "../queries";
import { checkDraft, type DraftProblem } from "../rules";
import type { Content, Draft } from "../schema";
import { previewSending } from "./reach";
import { reviewWarnings } from "./warnings";

export type Reach = Omit<Awaited<ReturnType<typeof previewSending>>, "plan" | "request">;

export interface LanguageRow {
  /** What the devices report. */
  deviceLanguage: string;
  /** What they get. */
  contentLanguage: string;
  devices: number;
  /** Another language, because theirs has no content. */
  isFallback: boolean;
}

/** The dry run: exactly what Send would do now, by the queries and functions Send and the freeze use. */
export async function reviewNotification(ctx: Context, { id }: { id: number }) {
  const startedAt = performance.now();
  const row = await requireNotification(ctx, id);
  const draft = draftOf(row);
  const { template } = row;
  const [facts, { plan, request, ...reach }] = await Promise.all([
    draftFacts(ctx, row),
    previewSending(ctx, { template, notificationId: id, ...draft }),
  ]);
  const languages = languageTable(draft.content, reach.byLanguage);
  const check = checkDraft(draft, facts);
  const sizes = payloadSizes(draft.content).sort((a, b) => b.bytes - a.bytes);
  const collisions = plan && reach.frozen > 0 ? await findCollisions(ctx, request, plan) : null;
  const found = await reviewWarnings(ctx, { id, draft, reach, plan, languages, collisions });
  return {
    id,
    revision: row.revision,
    status: row.status,
    reach,
    plan: plan ?? null,
    languages,
    collisions,
    semantics: draft.semantics,
    schedule: draft.schedule,
    groupName: facts.group?.name ?? null,
    holdOutPercent: draft.holdOutPercent,
    rules: { cap: request.cap ?? null, quietHours: plan?.quiet ?? null },
    largestPayload: sizes[0] ? { ...sizes[0], limit: payloadByteLimit } : null,
    errors: [...check.errors, ...nobodyLeft(draft, reach)],
    warnings: [...check.warnings, ...found],
    computedAt: ctx.now,
    tookMs: Math.round(performance.now() - startedAt),
  };
}

/** Who gets which content (RFC 4647 lookup), largest first. */
export function languageTable(
  content: Content,
  byLanguage: AudienceCount["byLanguage"],
): LanguageRow[] {
  const available = contentLanguages(content);
  return byLanguage.map(({ language, count }) => {
    const contentLanguage = chooseLanguage(language, available, content.defaultLanguage);
    const isFallback = !isSameLanguage(language, contentLanguage);
    return { deviceLanguage: language, contentLanguage, devices: count, isFallback };
  });
}

const reasonNouns: Partial<Record<Reason, string>> = {
  not_in_group: "the customer group",
  language_filter: "the language filter",
  time_zone_filter: "the time zone filter",
  other_app_more_recent: "another app used more recently",
  up_to_date: "the latest version, which they have",
  channel_gone: "a channel that is gone",
  opted_out: "opting out",
  under_age: "not being eligible",
  no_account: "not being eligible",
  not_supported: "a tile, which only Windows shows",
  no_credentials: "credentials that are missing for their push service",
  zone_passed: "a local time that has passed",
  expired: "an expiry before their turn",
  frequency_cap: "the frequency cap",
  hold_out: "the hold-out",
};

const number = (value: number) => value.toLocaleString("en-US");

function nobodyLeft({ audience }: Draft, reach: Reach) {
  if (reach.frozen > 0 || audience.appIds.length === 0 || reach.population === 0) return [];
  const largest = [...reach.reasons].sort((a, b) => b.count - a.count)[0];
  const noun = (largest && reasonNouns[largest.reason]) ?? "unknown";
  const problem: DraftProblem = {
    code: "reach.nobody",
    field: "audience",
    step: "review",
    message: `Nobody would get this. All ${number(reach.population)} devices fall out; the largest reason is ${noun}.`,
  };
  return [problem];
}
