import { and, asc, desc, eq, sql } from "drizzle-orm";
import { reasonOf } from "@/db/enums";
import { connections, notifications, pushes, pushRecipients } from "@/db/schema";
import type { Context } from "@/server/context";
import { ratesFor } from "@/server/deliveries/queries";
import { notFound } from "@/server/errors";
import { requireConnection } from "../connections/queries";
import type { PushOutcome, PushResult, PushTotals, RecipientResult } from "../schema";
import { type OutcomeRow, outcomesSql } from "./outcome-sql";

/** `GET /pushes/{id}`: what came of each recipient so far. */
export async function pushById(ctx: Context, { id }: { id: string }): Promise<PushResult> {
  const push = await requirePush(ctx, id);
  const [entries, { rows }] = await Promise.all([
    ctx.db
      .select({
        position: pushRecipients.position,
        recipient: pushRecipients.recipient,
        kind: pushRecipients.kind,
        name: pushRecipients.name,
      })
      .from(pushRecipients)
      .where(
        and(eq(pushRecipients.publisherId, ctx.publisherId), eq(pushRecipients.pushId, push.id)),
      )
      .orderBy(asc(pushRecipients.position)),
    ctx.db.execute<OutcomeRow>(outcomesSql(ctx.publisherId, push)),
  ]);
  const recipients = entries.map(({ position, ...entry }) =>
    resultOf(
      entry,
      rows.filter((row) => row.position === position),
    ),
  );
  const totals = totalsOf(
    rows.filter(({ position }) => position === null),
    recipients.filter(({ kind }) => kind === "unknown").length,
  );
  const isPaused = push.status === "paused";
  return {
    id: push.publicId,
    connectionId: push.connectionId,
    state: isPaused ? "paused" : totals.sending > 0 ? "sending" : "done",
    stateReason: isPaused ? push.pauseReason : null,
    createdAt: push.createdAt,
    finishedAt: push.notificationId === null ? push.createdAt : push.finishedAt,
    totals,
    recipients,
  };
}

/** Also what the console shows again: the call as it was. */
export async function pushCall(ctx: Context, { id }: { id: string }) {
  const { publicId, connectionId, source, message, opensApp, params, createdAt, createdBy } =
    await requirePush(ctx, id);
  return { id: publicId, connectionId, source, message, opensApp, params, createdAt, createdBy };
}

async function requirePush(ctx: Context, publicId: string) {
  const { actor } = ctx;
  const own =
    actor.kind === "api_key" && actor.connectionId !== undefined
      ? eq(pushes.connectionId, actor.connectionId)
      : undefined;
  const [row] = await ctx.db
    .select({
      id: pushes.id,
      publicId: pushes.publicId,
      connectionId: connections.publicId,
      notificationId: pushes.notificationId,
      source: pushes.source,
      message: pushes.message,
      opensApp: pushes.opensApp,
      params: pushes.params,
      createdAt: pushes.createdAt,
      createdBy: pushes.createdBy,
      status: notifications.status,
      pauseReason: notifications.pauseReason,
      finishedAt: notifications.finishedAt,
    })
    .from(pushes)
    .innerJoin(
      connections,
      and(eq(connections.publisherId, pushes.publisherId), eq(connections.id, pushes.connectionId)),
    )
    .leftJoin(
      notifications,
      and(
        eq(notifications.publisherId, pushes.publisherId),
        eq(notifications.id, pushes.notificationId),
      ),
    )
    .where(and(eq(pushes.publisherId, ctx.publisherId), eq(pushes.publicId, publicId), own));
  if (!row) throw notFound("push");
  return row;
}

type Entry = Pick<RecipientResult, "recipient" | "kind" | "name">;

/** An entry is as good as its best outcome: a group of which one got it was sent. */
const bestFirst: PushOutcome[] = [
  "sent",
  "sending",
  "unknown",
  "failed",
  "opted_out",
  "no_channel",
  "not_entitled",
];

function resultOf(entry: Entry, rows: OutcomeRow[]): RecipientResult {
  const breakdown = rows.map((row) => ({
    outcome: row.outcome as PushOutcome,
    code: row.code === 0 ? undefined : reasonOf(row.code),
    people: Number(row.people),
    devices: Number(row.devices),
  }));
  const best = bestFirst
    .map((outcome) => breakdown.find((part) => part.outcome === outcome))
    .find((part) => part !== undefined);
  const nobody = entry.kind === "unknown" ? "not_found" : "not_entitled";
  return {
    ...entry,
    outcome: best?.outcome ?? nobody,
    code: best?.code,
    people: sumOf(breakdown, "people"),
    devices: sumOf(breakdown, "devices"),
    breakdown,
  };
}

function sumOf(parts: RecipientResult["breakdown"], what: "people" | "devices"): number {
  return parts.reduce((sum, part) => sum + part[what], 0);
}

function totalsOf(rows: OutcomeRow[], unknownEntries: number): PushTotals {
  const people = (...outcomes: PushOutcome[]) =>
    rows
      .filter(({ outcome }) => outcomes.includes(outcome as PushOutcome))
      .reduce((sum, row) => sum + Number(row.people), 0);
  return {
    people: rows.reduce((sum, row) => sum + Number(row.people), 0),
    devices: rows.reduce((sum, row) => sum + Number(row.devices), 0),
    sent: people("sent"),
    sentDevices: rows.reduce((sum, row) => sum + Number(row.sentDevices), 0),
    sending: people("sending"),
    skipped: people("not_entitled", "opted_out", "no_channel"),
    failed: people("failed"),
    unknown: people("unknown"),
    notFound: unknownEntries,
  };
}

/** The history of one connection, newest first; devices by outcome come from the rollup. */
export async function listPushes(
  ctx: Context,
  { id, page, size }: { id: string; page: number; size: number },
) {
  const connection = await requireConnection(ctx, id);
  const where = and(
    eq(pushes.publisherId, ctx.publisherId),
    eq(pushes.connectionId, connection.id),
  );
  const [rows, total] = await Promise.all([
    ctx.db
      .select({
        id: pushes.publicId,
        notificationId: pushes.notificationId,
        source: pushes.source,
        message: pushes.message,
        createdAt: pushes.createdAt,
        createdBy: pushes.createdBy,
        recipients: sql<number>`(select count(*) from push_recipients r
          where r.publisher_id = ${pushes.publisherId} and r.push_id = ${pushes.id})`.mapWith(
          Number,
        ),
        devices: sql<number>`coalesce(${notifications.frozenCount}, 0)`.mapWith(Number),
        pauseReason: notifications.pauseReason,
        finishedAt: notifications.finishedAt,
      })
      .from(pushes)
      .leftJoin(
        notifications,
        and(
          eq(notifications.publisherId, pushes.publisherId),
          eq(notifications.id, pushes.notificationId),
        ),
      )
      .where(where)
      .orderBy(desc(pushes.id))
      .limit(size)
      .offset((page - 1) * size),
    ctx.db.$count(pushes, where),
  ]);
  const ids = rows.map(({ notificationId }) => notificationId).filter((one) => one !== null);
  const rates = await ratesFor(ctx, ids);
  return {
    rows: rows.map(({ notificationId, ...row }) => {
      const counts = rates.get(notificationId ?? 0);
      return {
        ...row,
        sent: counts?.sent ?? 0,
        launches: counts?.launches ?? 0,
        failed: (counts?.failed ?? 0) + (counts?.channelExpired ?? 0),
      };
    }),
    total,
  };
}
