import { and, eq, gte, inArray, ne, or, sql } from "drizzle-orm";
import { languageName } from "@/content/languages";
import { contentLanguages } from "@/content/notification-content";
import { appCredentials, apps, notificationApps, notifications } from "@/db/schema";
import type { Context } from "@/server/context";
import type { Collisions } from "../calendar/collisions";
import type { DraftProblem } from "../rules";
import type { Draft } from "../schema";
import type { SendPlan } from "../sending/send-plan";
import type { LanguageRow, Reach } from "./review";

/** What the author should know before Send beyond what the draft alone says. */

const number = (value: number) => value.toLocaleString("en-US");

export interface Reviewed {
  id: number;
  draft: Draft;
  reach: Reach;
  plan: SendPlan | undefined;
  languages: LanguageRow[];
  collisions: Collisions | null;
}

export async function reviewWarnings(ctx: Context, given: Reviewed): Promise<DraftProblem[]> {
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

/** Quiet hours can hold devices back until it has expired (H.6). */
function afterExpiry({ reach }: Reviewed): DraftProblem[] {
  const expired = reach.reasons.find(({ reason }) => reason === "expired")?.count ?? 0;
  if (expired === 0) return [];
  return [
    {
      code: "expiry.some",
      field: "schedule.expiryTime",
      step: "settings",
      message: `${expired === 1 ? "1 device would have its" : `${number(expired)} devices would have their`} turn only after it has expired, and ${expired === 1 ? "doesn’t" : "don’t"} get it.`,
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
        // Connector pushes are asked for one by one.
        gte(notifications.priority, 0),
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
