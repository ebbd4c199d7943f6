import { sql } from "drizzle-orm";
import { type PushSource, pushPriority, pushVerdictCodes } from "@/db/enums";
import { notificationApps, notifications, pushes, pushRecipients } from "@/db/schema";
import { type Connection, requireUsableConnection } from "@/server/connector/connections/queries";
import { type PushAccepted, type PushInput, pushLimits } from "@/server/connector/schema";
import type { Actor, Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { type Audience, emptySchedule } from "@/server/notifications/schema";
import { contentOf, tooBigFor } from "./content";
import { newPublicId } from "./names";
import { type ResolvedEntry, reachOf, resolveRecipients } from "./resolve";

export interface PushRequest {
  /** con_… */
  connectionId: string;
  source: PushSource;
  push: PushInput;
}

const perRow = 1_000;

/**
 * SendPushNotification (C-19 to C-26). One transaction: the push, what becomes of each recipient, the frozen
 * devices and the jobs that send to them. Accepted means that it will be sent, whatever dies afterwards. Call it
 * inside a transaction of an Idempotency-Key and both commit together.
 */
export async function sendPush(ctx: Context, request: PushRequest): Promise<PushAccepted> {
  const { push, source } = request;
  const connection = await requireUsableConnection(ctx, request.connectionId);
  const content = contentOf(push, connection.app.defaultLanguage);
  requireFitting(tooBigFor(content));
  return ctx.db.transaction(async (tx) => {
    const inner: Context = { ...ctx, db: tx };
    const entries = await resolveRecipients(inner, connection.app.id, push.recipients);
    const reach = requireBounded(reachOf(entries));
    const notificationId =
      reach.registrations.length === 0
        ? null
        : await insertSending(inner, { connection, push, content }, reach.registrations);
    const publicId = newPublicId("psh");
    const { publisherId } = ctx;
    const [row] = await tx
      .insert(pushes)
      .values({
        ...{ publisherId, publicId, notificationId, source },
        connectionId: connection.id,
        message: push.message,
        opensApp: push.openApp,
        params: push.params,
        createdAt: ctx.now,
        createdBy: nameOf(ctx.actor),
      })
      .returning({ id: pushes.id });
    if (!row) throw new Error("The push was not inserted.");
    await insertEntries(inner, row.id, entries);
    return {
      id: publicId,
      connectionId: connection.publicId,
      createdAt: ctx.now,
      people: reach.people,
      devices: reach.registrations.length,
      notFound: entries.filter(({ kind }) => kind === "unknown").map(({ recipient }) => recipient),
    };
  });
}

export function requireFitting(complaint: string | undefined): void {
  if (complaint === undefined) return;
  const fields = [{ field: "message", message: complaint }];
  throw new AppError("unprocessable", complaint, { fields });
}

export function requireBounded<Reach extends { people: number }>(reach: Reach): Reach {
  if (reach.people <= pushLimits.people) return reach;
  const most = pushLimits.people.toLocaleString("en");
  const message = `These recipients are ${reach.people.toLocaleString("en")} people; one call takes ${most}.`;
  throw new AppError("unprocessable", message, { fields: [{ field: "recipients", message }] });
}

function nameOf(actor: Actor): string {
  return actor.kind === "device" ? `App ${actor.appId}` : actor.name;
}

interface Sending {
  connection: Connection;
  push: PushInput;
  content: ReturnType<typeof contentOf>;
}

/** A notification that is frozen already: the engine takes it from here (docs/states.md), ahead of all others. */
async function insertSending(
  ctx: Context,
  { connection, push, content }: Sending,
  registrations: number[],
): Promise<number> {
  const { publisherId } = ctx;
  const appId = connection.app.id;
  const by = nameOf(ctx.actor);
  const audience: Audience = {
    ...{ mode: "single", reach: "all", customerGroupId: null, filters: null },
    appIds: [appId],
  };
  const [row] = await ctx.db
    .insert(notifications)
    .values({
      ...{ publisherId, audience, content, schedule: emptySchedule },
      ...{ kind: "toast", template: "blank-toast", status: "sending", semantics: "at_least_once" },
      name: [...push.message].slice(0, 80).join(""),
      isTracked: push.openApp,
      priority: pushPriority,
      sendAt: sql`now()`,
      expiresAt: sql`now() + make_interval(hours => ${pushLimits.expiryHours})`,
      frozenAt: sql`now()`,
      startedAt: sql`now()`,
      population: registrations.length,
      frozenCount: registrations.length,
      ...{ createdBy: by, updatedBy: by },
    })
    .returning({ id: notifications.id });
  if (!row) throw new Error("The notification of a push was not inserted.");
  await ctx.db.insert(notificationApps).values({ publisherId, notificationId: row.id, appId });
  await insertSlices(ctx, { notificationId: row.id, appId }, registrations);
  return row.id;
}

/** Slices and their jobs in one statement; the jobs are seen by workers when this transaction commits. */
async function insertSlices(
  ctx: Context,
  { notificationId, appId }: { notificationId: number; appId: number },
  registrations: number[],
): Promise<void> {
  const lots = inRowsOf(registrations).map((ids) => ({ ids: `{${ids.join(",")}}` }));
  await ctx.db.execute(sql`
    with slice as (
      insert into slices (publisher_id, notification_id, app_id, due_at, registration_ids, length)
      select ${ctx.publisherId}::int, ${notificationId}::bigint, ${appId}::int, now(), ids::bigint[],
        cardinality(ids::bigint[])
      from json_to_recordset(${JSON.stringify(lots)}::json) as x(ids text)
      returning publisher_id, id, due_at
    )
    select count(*) from graphile_worker.add_jobs((
      select array_agg(row('push-slice', json_build_object('publisherId', publisher_id, 'sliceId', id), null,
        due_at, 3, 'slice:' || publisher_id || ':' || id, ${pushPriority}::int, null)::graphile_worker.job_spec)
      from slice))`);
}

async function insertEntries(
  ctx: Context,
  pushId: number,
  entries: readonly ResolvedEntry[],
): Promise<void> {
  const { publisherId } = ctx;
  await ctx.db.insert(pushRecipients).values(
    entries.map(({ position, recipient, kind, name }) => ({
      ...{ publisherId, pushId, position, recipient, kind, name },
    })),
  );
  const rows = entries.flatMap(({ position, lots }) =>
    lots.flatMap(({ verdict, people, registrations }) => {
      const ids = inRowsOf(registrations);
      return inRowsOf(people).map((some, part) => ({
        ...{ position, part, verdict: pushVerdictCodes[verdict] },
        people: `{${some.join(",")}}`,
        registrations: `{${(ids[part] ?? []).join(",")}}`,
      }));
    }),
  );
  if (rows.length === 0) return;
  // As one text: pg writes an array number by number, 0.35 s for 100,000 people.
  await ctx.db.execute(sql`
    insert into push_people (publisher_id, push_id, position, verdict, part, people, registrations)
    select ${publisherId}::int, ${pushId}::bigint, position, verdict, part, people::bigint[], registrations::bigint[]
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as x(position smallint, verdict smallint, part int, people text, registrations text)`);
}

function inRowsOf<Item>(items: readonly Item[]): Item[][] {
  const rows: Item[][] = [];
  for (let from = 0; from < items.length; from += perRow)
    rows.push(items.slice(from, from + perRow));
  return rows;
}
