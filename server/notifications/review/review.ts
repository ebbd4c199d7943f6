import { and, eq, inArray, ne, or, sql } from "drizzle-orm";
import { payloadByteLimit } from "@/content/bytes";
import { chooseLanguage, isSameLanguage, languageName } from "@/content/languages";
import { contentLanguages } from "@/content/notification-content";
import type { Reason } from "@/db/enums";
import { appCredentials, apps, notificationApps, notifications } from "@/db/schema";
import type { Context } from "@/server/context";
import type { AudienceCount } from "../audience-count";
import { type Collisions, findCollisions } from "../calendar/collisions";
import { payloadSizes } from "../content-rules";
import { draftFacts, draftOf, requireNotification } from "../queries";
import { checkDraft, type DraftProblem } from "../rules";
import type { Content, Draft } from "../schema";
import type { SendPlan } from "../sending/send-plan";
import { previewSending } from "./reach";

type Reach = Omit<Awaited<ReturnType<typeof previewSending>>, "plan" | "request">;

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

interface Reviewed {
  id: number;
  draft: Draft;
  reach: Reach;
  plan: SendPlan | undefined;
  languages: LanguageRow[];
  collisions: Collisions | null;
}

async function reviewWarnings(ctx: Context, given: Reviewed): Promise<DraftProblem[]> {
  const [soon, credentials] = await Promise.all([
    sentToSameAudience(ctx, given),
    missingCredentials(ctx, given.draft),
  ]);
  return [
    ...credentials,
    // Told by people where it can be, else by what was planned.
    ...(given.collisions?.people ? secondOne(given.collisions) : soon),
    ...afterExpiry(given),
    ...smallReach(given),
    ...foreignLanguage(given),
  ];
}

/** P-08, told by people: who gets several so close. */
function secondOne({ people, others, minutes, count, hasCap }: Collisions): DraftProblem[] {
  const names = others.slice(0, 2).map(({ name }) => `“${name}”`);
  const more = others.length > 2 ? ` and ${number(others.length - 2)} more` : "";
  const who = people === 1 ? "1 person gets" : `${number(people)} people get`;
  const end = hasCap
    ? `The frequency cap lets ${number(count)} through; whoever comes later falls out.`
    : "More often than that is easily felt as intrusive.";
  return [
    {
      code: "reach.second",
      field: "schedule.time",
      step: "settings",
      message: `${who} ${names.join(", ")}${more} within ${number(minutes)} minutes of this. ${end}`,
    },
  ];
}

/** Quiet hours can hold devices back until nothing is left to send. */
function afterExpiry({ plan }: Reviewed): DraftProblem[] {
  if (!plan || plan.expiredDevices === 0) return [];
  return [
    {
      code: "expiry.some",
      field: "schedule.expiryTime",
      step: "settings",
      message: `${number(plan.expiredDevices)} devices would have their turn only after it has expired, and don’t get it.`,
    },
  ];
}

const smallReachDevices = 50;

function smallReach({ reach }: Reviewed): DraftProblem[] {
  if (reach.frozen === 0 || reach.frozen >= smallReachDevices) return [];
  return [
    {
      code: "reach.small",
      field: "audience",
      step: "review",
      message: `Only ${number(reach.frozen)} of ${number(reach.population)} devices get this. Check the group and the filters.`,
    },
  ];
}

const foreignShare = 0.2;

/** No language but the default, for an audience that mostly speaks others. */
function foreignLanguage({ draft, reach, languages }: Reviewed): DraftProblem[] {
  if (contentLanguages(draft.content).length > 1 || reach.frozen === 0) return [];
  const others = languages.filter((row) => row.isFallback);
  const share = others.reduce((sum, row) => sum + row.devices, 0) / reach.frozen;
  if (share < foreignShare) return [];
  const name = languageName(draft.content.defaultLanguage);
  return [
    {
      code: "languages.one",
      field: "content.translations",
      step: "content",
      message: `Everyone gets ${name}. ${Math.round(share * 100)}% of these devices use another language.`,
    },
  ];
}

/** P-08: the same apps' customers within 30 minutes before or after. */
async function sentToSameAudience(ctx: Context, given: Reviewed): Promise<DraftProblem[]> {
  const { id, draft, plan } = given;
  if (!plan || draft.audience.appIds.length === 0) return [];
  const at = plan.firstAt.toISOString();
  const group = draft.audience.customerGroupId;
  const otherGroup = sql`${notifications.audience}->>'customerGroupId'`;
  const [other] = await ctx.db
    .selectDistinct({
      id: notifications.id,
      name: notifications.name,
      sendAt: notifications.sendAt,
    })
    .from(notifications)
    .innerJoin(
      notificationApps,
      and(
        eq(notificationApps.publisherId, notifications.publisherId),
        eq(notificationApps.notificationId, notifications.id),
      ),
    )
    .where(
      and(
        eq(notifications.publisherId, ctx.publisherId),
        ne(notifications.id, id),
        inArray(notifications.status, ["scheduled", "sending", "paused", "completed"]),
        inArray(notificationApps.appId, draft.audience.appIds),
        sql`${notifications.sendAt} between ${at}::timestamptz - interval '30 minutes' and ${at}::timestamptz + interval '30 minutes'`,
        group === null
          ? undefined
          : or(sql`${otherGroup} is null`, sql`${otherGroup} = ${String(group)}`),
      ),
    )
    .limit(1);
  if (!other) return [];
  return [
    {
      code: "reach.too-often",
      field: "schedule.time",
      step: "settings",
      message: `“${other.name}” goes to the same customers within 30 minutes of this. More often than that is easily felt as intrusive.`,
    },
  ];
}

async function missingCredentials(ctx: Context, { audience }: Draft): Promise<DraftProblem[]> {
  if (audience.appIds.length === 0) return [];
  const rows = await ctx.db
    .select({ name: apps.name, state: appCredentials.state })
    .from(apps)
    .leftJoin(
      appCredentials,
      and(eq(appCredentials.publisherId, apps.publisherId), eq(appCredentials.appId, apps.id)),
    )
    .where(
      and(
        eq(apps.publisherId, ctx.publisherId),
        inArray(apps.id, audience.appIds),
        or(sql`${appCredentials.state} is null`, eq(appCredentials.state, "refused")),
      ),
    );
  return rows.map(({ name, state }) => ({
    code: "apps.credentials",
    field: "audience.appIds",
    step: "apps" as const,
    message: state
      ? `The push service refused the credentials of ${name}. Sending will pause until they are replaced.`
      : `${name} has no credentials for its push service yet. Sending will pause until they are entered.`,
  }));
}
