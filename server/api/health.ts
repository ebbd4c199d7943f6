import { sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import journal from "@/db/migrations/meta/_journal.json";
import { log } from "@/server/log";

export interface Health {
  status: "ready" | "unavailable";
  database: "ok" | "unavailable";
  schema: "current" | "behind" | "ahead" | "unknown";
}

const newestMigration = Math.max(0, ...journal.entries.map((entry) => entry.when));

/** Ready = the database answers and is migrated to what this code needs (checklist 42). */
export async function readHealth(db: Database): Promise<Health> {
  try {
    const schema = schemaState(await appliedMigration(db));
    // A newer schema still serves this code: migrations only add while two versions run side by side.
    return { status: schema === "behind" ? "unavailable" : "ready", database: "ok", schema };
  } catch (error) {
    log.warn("The health check got no answer from the database.", { error });
    return { status: "unavailable", database: "unavailable", schema: "unknown" };
  }
}

async function appliedMigration(db: Database): Promise<number> {
  const known = await db.execute<{ isThere: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as "isThere"`,
  );
  if (!known.rows[0]?.isThere) return 0;
  const applied = await db.execute<{ newest: string | null }>(
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  );
  return Number(applied.rows[0]?.newest ?? 0);
}

function schemaState(applied: number): Health["schema"] {
  if (applied === newestMigration) return "current";
  return applied < newestMigration ? "behind" : "ahead";
}
