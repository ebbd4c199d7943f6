import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema";

/** A client or, inside a transaction, one of its transactions: those have no pool of their own. */
export type Database = NodePgDatabase<typeof schema> & { $client?: pg.Pool };

export interface Connection {
  db: Database;
  pool: pg.Pool;
  close(): Promise<void>;
}

// bigint arrives as a number: all ids and sums of Herald stay below 2^53.
const int8 = 20;
const int8Array = 1016;
const int4Array = 1007;

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === int8) return Number;
    if (oid === int8Array) return pg.types.getTypeParser(int4Array as number, format as "text");
    return pg.types.getTypeParser(oid as number, format as "text");
  },
};

/**
 * A plan is kept as it was made, also when the table had no rows then and has thousands now: the checks of foreign
 * keys then read every customer of the publisher (3.1 instead of 0.5 ms a registration after 4,000). So no plan may
 * read a whole table, nor sort what an index has in order, and none outlives its connection's few seconds (decisions
 * 0126, 0139).
 */
const plansOnce = {
  options: [
    "-c plan_cache_mode=force_generic_plan",
    "-c enable_seqscan=off",
    "-c enable_sort=off",
    "-c enable_incremental_sort=off",
  ].join(" "),
  maxLifetimeSeconds: 5,
};

/**
 * A pool and a Drizzle client over it.
 * @param url postgres:// address
 * @param options max: connections; statementTimeoutMs: 0 = none (default 30 000); plansOnce: named statements
 * are planned once per connection, whatever their values (for statements that name their indexes themselves)
 */
export function connect(
  url: string,
  options: {
    max?: number;
    statementTimeoutMs?: number;
    name?: string;
    plansOnce?: boolean;
  } = {},
): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: options.name ?? "herald",
    ...(options.plansOnce ? plansOnce : {}),
  });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = drizzle(pool, { schema, casing: "snake_case" });
  return { db, pool, close: () => pool.end() };
}
