import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { runMigrations as migrateQueue } from "graphile-worker";
import pg from "pg";

const folder = join(dirname(fileURLToPath(import.meta.url)), "migrations");
/** Any constant: two processes that start at once migrate one after the other. */
const lockKey = 7_403_226;

interface Journal {
  entries: { when: number; tag: string }[];
}

/** The database was migrated by a newer Herald than this one. */
export class DatabaseAheadError extends Error {}

/**
 * Brings a database to this version's schema, the queue's tables included. Safe to call from several processes.
 * @throws DatabaseAheadError when the database is newer than the code
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await refuseNewerDatabase(client);
    await client.query("set lock_timeout = '10s'");
    await applyMigrations(drizzle(client), { migrationsFolder: folder });
    await migrateQueue({ pgPool: pool });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [lockKey]);
    client.release();
    await pool.end();
  }
}

async function refuseNewerDatabase(client: pg.PoolClient): Promise<void> {
  const journal = JSON.parse(
    readFileSync(join(folder, "meta", "_journal.json"), "utf8"),
  ) as Journal;
  const newest = Math.max(0, ...journal.entries.map((entry) => entry.when));
  const known = await client.query<{ exists: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as exists",
  );
  if (!known.rows[0]?.exists) return;
  const applied = await client.query<{ newest: string | null }>(
    "select max(created_at) as newest from drizzle.__drizzle_migrations",
  );
  if (Number(applied.rows[0]?.newest ?? 0) > newest) {
    throw new DatabaseAheadError(
      "This database belongs to a newer version of Herald. Start that version, or restore a backup made with this one.",
    );
  }
}
