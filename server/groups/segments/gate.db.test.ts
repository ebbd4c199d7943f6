import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { boundedScan } from "./gate";

let database: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  database = await testDatabase();
  ctx = await insertPublisher(database.db);
});
afterAll(() => database.close());

const sleep = (seconds: number, signal?: AbortSignal) =>
  boundedScan(ctx, (db) => db.execute(sql`select pg_sleep(${seconds})`), signal);

async function sleeping(): Promise<number> {
  const { rows } = await database.pool.query(
    "select count(*) as n from pg_stat_activity where state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()",
  );
  return Number(rows[0].n);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("a count nobody waits for any more ends at the database", async () => {
  const caller = new AbortController();
  const scan = sleep(30, caller.signal);
  scan.catch(() => undefined);
  await until(async () => (await sleeping()) === 1);
  caller.abort(new Error("The rule changed."));
  await expect(scan).rejects.toThrow("The rule changed.");
  await until(async () => (await sleeping()) === 0);
  // Its connection is whole, and its place is free.
  await Promise.all([sleep(0), sleep(0), sleep(0)]);
});

test("who is gone before it starts costs nothing", async () => {
  const caller = new AbortController();
  const [first, second] = [sleep(0.3), sleep(0.3)];
  const waiting = sleep(30, caller.signal);
  waiting.catch(() => undefined);
  caller.abort(new Error("The page was left."));
  await expect(waiting).rejects.toThrow("The page was left.");
  await Promise.all([first, second]);
  expect(await sleeping()).toBe(0);
});
