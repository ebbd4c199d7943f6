import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { deliveryStatusCodes, reasonCodes } from "@/db/enums";
import { notificationApps, notifications } from "@/db/schema";
import { type AppKey, demoApps } from "@/db/seed/apps";
import { withTexts } from "@/db/seed/drafts";

/**
 * The ten months before the history that history.ts replays: a toast every ten days, each to everybody who had its app then.
 * Written in bulk, by a few statements for all of them: 180,000 deliveries.
 */
export interface ArchiveScene {
  db: Database;
  publisherId: number;
  apps: Record<AppKey, number>;
  now: Date;
}

const day = 86_400_000;
const firstDaysAgo = 364;
const lastDaysAgo = 66;
const everyDays = 10;

const texts: Record<AppKey, [name: string, title: string, body: string][]> = {
  runner: [
    ["Weekly challenge", "A new challenge", "Ten hills, one week. Ready?"],
    ["Track of the week", "Your track of the week", "Fast, flat and by the sea."],
  ],
  chess: [
    ["Study of the week", "White wins in five", "A quiet first move decides."],
    ["Sunday arena", "The Sunday arena is open", "Three minutes each, all day."],
  ],
  weather: [["Weekend outlook", "Your weekend outlook", "Where the sun will be."]],
};
const turns: AppKey[] = ["runner", "chess", "runner", "weather", "chess"];

/** A number of [0, 1) that belongs to a delivery and a question. */
export const chanceSql = (question: number) =>
  sql`((hashint8extended(registration_id * 7919 + notification_id, ${question}) & 1048575) / 1048576.0)`;

/** A code as the type it has in its column; parameters of a CASE are text otherwise. */
export const codeSql = (code: number) => sql`${code}::smallint`;

const sent = codeSql(deliveryStatusCodes.sent);
const failed = codeSql(deliveryStatusCodes.failed);
const unknown = codeSql(deliveryStatusCodes.unknown);

export async function insertArchive(scene: ArchiveScene): Promise<void> {
  const ids = await insertNotifications(scene);
  await insertFrozen(scene, ids);
  await insertDeliveries(scene, ids);
  await insertLaunches(scene, ids);
}

async function insertNotifications(scene: ArchiveScene): Promise<number[]> {
  const { db, publisherId, apps, now } = scene;
  const models: Awaited<ReturnType<typeof modelOf>>[] = [];
  for (const key of turns) models.push(await modelOf(scene, key));
  const count = Math.floor((firstDaysAgo - lastDaysAgo) / everyDays) + 1;
  const rows = Array.from({ length: count }, (_, week) => {
    const key = turns[week % turns.length] ?? "runner";
    const model = models[week % turns.length];
    const [name, title, body] = texts[key][week % texts[key].length] ?? ["", "", ""];
    if (!model) throw new Error("The demo has no toast to take after.");
    const { audience, schedule, createdBy, updatedBy } = model;
    const at = new Date(now.getTime() - (firstDaysAgo - week * everyDays) * day);
    at.setUTCHours(17, 0, 0, 0);
    const finishedAt = new Date(at.getTime() + 5_000);
    const document = withTexts(String(model.content.document), {
      template: "blank-toast",
      title,
      body,
    });
    return {
      publisherId,
      name: `${name} ${week + 1}`,
      kind: "toast" as const,
      template: "blank-toast" as const,
      status: "completed" as const,
      ...{ audience, schedule, createdBy, updatedBy },
      content: { ...model.content, document },
      isTracked: true,
      sendAt: at,
      frozenAt: at,
      startedAt: at,
      ...{ finishedAt, createdAt: at, updatedAt: finishedAt },
    };
  });
  const made = await db.insert(notifications).values(rows).returning({ id: notifications.id });
  await db.insert(notificationApps).values(
    made.map(({ id }, week) => ({
      publisherId,
      notificationId: id,
      appId: apps[turns[week % turns.length] ?? "runner"],
    })),
  );
  return made.map(({ id }) => id);
}

/** A tracked toast to one app that the replay has sent. */
async function modelOf({ db, publisherId, apps }: ArchiveScene, key: AppKey) {
  const [row] = await db
    .select()
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
        eq(notifications.publisherId, publisherId),
        eq(notificationApps.appId, apps[key]),
        eq(notifications.isTracked, true),
        eq(notifications.status, "completed"),
        sql`${notifications.audience}->>'customerGroupId' is null`,
      ),
    )
    .orderBy(asc(notifications.id))
    .limit(1);
  return row?.notifications;
}

const idsOf = (ids: number[]) => `{${ids.join(",")}}`;

/** Who had the app then: those whose channel was gone and those who opted out are excluded, each under its reason. */
async function insertFrozen({ db, publisherId }: ArchiveScene, ids: number[]): Promise<void> {
  await db.execute(sql`
    create temporary table archive_audience on commit drop as
    select n.id as notification_id, na.app_id, n.send_at, r.id,
      case when r.gone_at <= n.send_at then ${codeSql(reasonCodes.channel_gone)}
        when r.is_opted_out then ${codeSql(reasonCodes.opted_out)} else 0 end as reason,
      row_number() over (partition by n.id, r.gone_at <= n.send_at, r.is_opted_out
        order by r.market, r.language, r.app_version, r.id) - 1 as place
    from notifications n
    join notification_apps na on na.publisher_id = n.publisher_id and na.notification_id = n.id
    join registrations r on r.publisher_id = n.publisher_id and r.app_id = na.app_id and r.created_at < n.send_at
    where n.publisher_id = ${publisherId} and n.id = any(${idsOf(ids)}::bigint[])`);
  await db.execute(sql`
    insert into slices (publisher_id, notification_id, app_id, due_at, registration_ids, length, status, intent, recorded)
    select ${publisherId}::int, notification_id, app_id, send_at, array_agg(id order by place), count(*), 'done',
      count(*), count(*)
    from archive_audience where reason = 0
    group by notification_id, app_id, send_at, place / 1000`);
  await db.execute(sql`
    insert into exclusions (publisher_id, notification_id, reason, first_id, last_id, registration_ids, count)
    select ${publisherId}::int, notification_id, reason, min(id), max(id), array_agg(id order by id), count(*)
    from (
      select *, (row_number() over (partition by notification_id, reason order by id) - 1) / 1000 as page
      from archive_audience where reason <> 0
    ) x group by notification_id, reason, page`);
  await db.execute(sql`
    update notifications n set population = a.everybody, frozen_count = a.frozen
    from (select notification_id, count(*) as everybody, count(*) filter (where reason = 0) as frozen
      from archive_audience group by 1) a
    where n.publisher_id = ${publisherId} and n.id = a.notification_id`);
}

async function insertDeliveries({ db, publisherId }: ArchiveScene, ids: number[]): Promise<void> {
  await db.execute(sql`
    insert into deliveries (publisher_id, notification_id, registration_id, app_id, at, status, reason,
      provider_status, attempts, language)
    select ${publisherId}::int, notification_id, registration_id, app_id, send_at + place * interval '500 microseconds',
      case when u < 0.0006 then ${unknown} when u < 0.006 then ${failed} else ${sent} end,
      case when u < 0.0006 then ${codeSql(reasonCodes.worker_stopped)} when u < 0.003 then ${codeSql(reasonCodes.provider_dropped)}
        when u < 0.006 then ${codeSql(reasonCodes.provider_throttled)} else 0 end,
      case when u < 0.0006 then 0 when u < 0.003 then 200 when u < 0.006 then 406 else 200 end, 1, 'en-US'
    from (
      select *, ${chanceSql(1)} as u
      from (select notification_id, id as registration_id, app_id, send_at, place from archive_audience where reason = 0) a
    ) a`);
  await db.execute(sql`
    update notifications n set finished_at = d.at, updated_at = d.at
    from (select notification_id, max(at) as at from deliveries
      where publisher_id = ${publisherId} and notification_id = any(${idsOf(ids)}::bigint[]) group by 1) d
    where n.publisher_id = ${publisherId} and n.id = d.notification_id`);
}

/** As history.ts draws them: most within the hour, some the next day. */
async function insertLaunches(
  { db, publisherId, apps }: ArchiveScene,
  ids: number[],
): Promise<void> {
  const rate = sql.join(
    demoApps.map(({ key, launchRate }) => sql`when ${apps[key]}::int then ${launchRate}::float8`),
    sql` `,
  );
  await db.execute(sql`
    insert into launches (publisher_id, notification_id, registration_id, at, activation_type)
    select ${publisherId}::int, notification_id, registration_id,
      at + interval '22 minutes' * exp(1.5 * sqrt(-2 * ln(1 - ${chanceSql(3)})) * cos(2 * pi() * ${chanceSql(4)})),
      'foreground'
    from deliveries
    where publisher_id = ${publisherId} and notification_id = any(${idsOf(ids)}::bigint[]) and status = ${sent}
      and ${chanceSql(2)} < (case app_id ${rate} end) * (0.7 + notification_id % 7 * 0.1)`);
}
