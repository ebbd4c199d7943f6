import { randomBytes } from "node:crypto";
import type pg from "pg";
import { inject } from "vitest";
import { type Connection, connect, type Database } from "./connect";
import { databaseUrl, onServer } from "./embedded-throwaway";

declare module "vitest" {
  interface ProvidedContext {
    databaseServerUrl: string;
    databaseTemplate: string;
  }
}

export type TestDatabase = {
  url: string;
  db: Database;
  pool: pg.Pool;
  /** Drops the database; fails when the file left a connection of its own open. */
  close(): Promise<void>;
};

type Leak = { application_name: string; state: string; query: string };

// A session that was ended properly needs a moment to leave pg_stat_activity.
const leakGraceMs = 2_000;

async function leaksIn(client: pg.Client, name: string): Promise<Leak[]> {
  const deadline = Date.now() + leakGraceMs;
  for (;;) {
    const { rows } = await client.query<Leak>(
      "select application_name, state, left(query, 200) as query from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
      [name],
    );
    if (rows.length === 0 || Date.now() > deadline) return rows;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function drop(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    const leaks = await leaksIn(client, name);
    await client.query(`drop database if exists ${name} with (force)`);
    if (leaks.length === 0) return;
    const list = leaks.map((leak) => `${leak.application_name} (${leak.state}): ${leak.query}`);
    throw new Error(`${leaks.length} connection(s) were left open:\n${list.join("\n")}`);
  });
}

/** A migrated database of its own for one test file; close it in afterAll. */
export async function testDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  const serverUrl = inject("databaseServerUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, (client) =>
    client.query(`create database ${name} template ${inject("databaseTemplate")}`),
  );
  const url = databaseUrl(serverUrl, name);
  const connection: Connection = connect(url, { max: options.max ?? 5, name: "test" });
  return {
    url,
    db: connection.db,
    pool: connection.pool,
    async close() {
      await connection.close();
      await drop(serverUrl, name);
    },
  };
}
