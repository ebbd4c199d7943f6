import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { apiKeys, apps, connections, flows, pushes } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError, notFound } from "@/server/errors";

const historyDays = 30;

const columns = {
  id: connections.id,
  publicId: connections.publicId,
  name: connections.name,
  createdBy: connections.createdBy,
  createdAt: connections.createdAt,
  revokedAt: connections.revokedAt,
  revokedBy: connections.revokedBy,
  app: {
    id: apps.id,
    guid: apps.guid,
    name: apps.name,
    iconGlyph: apps.iconGlyph,
    iconColor: apps.iconColor,
    defaultLanguage: apps.defaultLanguage,
  },
};

export type Connection = Awaited<ReturnType<typeof requireConnection>>;

/** A key of a connection knows only its own; foreign and missing answer alike. */
export async function requireConnection(ctx: Context, publicId: string) {
  const { actor } = ctx;
  const own =
    actor.kind === "api_key" && actor.connectionId !== undefined
      ? eq(connections.id, actor.connectionId)
      : undefined;
  const [row] = await ctx.db
    .select(columns)
    .from(connections)
    .innerJoin(
      apps,
      and(eq(apps.publisherId, connections.publisherId), eq(apps.id, connections.appId)),
    )
    .where(
      and(eq(connections.publisherId, ctx.publisherId), eq(connections.publicId, publicId), own),
    );
  if (!row) throw notFound("connection");
  return row;
}

export async function requireUsableConnection(ctx: Context, publicId: string): Promise<Connection> {
  const connection = await requireConnection(ctx, publicId);
  if (connection.revokedAt === null) return connection;
  throw new AppError(
    "forbidden",
    `The connection “${connection.name}” was revoked. Make a new one.`,
  );
}

/** All connections of the publisher, revoked ones last: a table of tens, not of thousands. */
export async function listConnections(ctx: Context) {
  const { publisherId } = ctx;
  const liveKeys = ctx.db
    .select({ connectionId: apiKeys.connectionId, count: sql`count(*)`.mapWith(Number).as("keys") })
    .from(apiKeys)
    .where(and(eq(apiKeys.publisherId, publisherId), isNull(apiKeys.revokedAt)))
    .groupBy(apiKeys.connectionId)
    .as("live_keys");
  const recent = ctx.db
    .select({ connectionId: pushes.connectionId, count: sql`count(*)`.mapWith(Number).as("sent") })
    .from(pushes)
    .where(
      and(
        eq(pushes.publisherId, publisherId),
        gt(pushes.createdAt, sql`now() - make_interval(days => ${historyDays})`),
      ),
    )
    .groupBy(pushes.connectionId)
    .as("recent");
  const connectionOfFlow = sql<string>`${flows.definition}->'action'->>'connectionId'`;
  const usedByFlows = ctx.db
    .select({
      publicId: connectionOfFlow.as("flow_connection"),
      count: sql`count(*)`.mapWith(Number).as("flows"),
    })
    .from(flows)
    .where(eq(flows.publisherId, publisherId))
    .groupBy(connectionOfFlow)
    .as("used_by_flows");
  const rows = await ctx.db
    .select({ ...columns, keys: liveKeys.count, pushes: recent.count, flows: usedByFlows.count })
    .from(connections)
    .innerJoin(
      apps,
      and(eq(apps.publisherId, connections.publisherId), eq(apps.id, connections.appId)),
    )
    .leftJoin(liveKeys, eq(liveKeys.connectionId, connections.id))
    .leftJoin(recent, eq(recent.connectionId, connections.id))
    .leftJoin(usedByFlows, eq(usedByFlows.publicId, connections.publicId))
    .where(eq(connections.publisherId, publisherId))
    .orderBy(sql`${connections.revokedAt} is not null`, asc(connections.name), asc(connections.id));
  return rows.map(({ keys, pushes: sent, flows: using, ...row }) => ({
    ...row,
    keys: keys ?? 0,
    flows: using ?? 0,
    pushes30d: sent ?? 0,
  }));
}
export type ConnectionRow = Awaited<ReturnType<typeof listConnections>>[number];

/** One connection with its keys, newest first. Of a key only its first characters are known. */
export async function connectionById(ctx: Context, { id }: { id: string }) {
  const connection = await requireConnection(ctx, id);
  const keys = await ctx.db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.publisherId, ctx.publisherId), eq(apiKeys.connectionId, connection.id)))
    .orderBy(sql`${apiKeys.revokedAt} is not null`, desc(apiKeys.id));
  return { ...connection, keys };
}
