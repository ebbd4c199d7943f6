import pg from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "./testing";

test("each test file gets a migrated database of its own, the queue's tables included", async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  const tables = "select count(*)::int as n from information_schema.tables where table_schema = $1";
  const queue = await one.pool.query(tables, ["graphile_worker"]);
  const ours = await one.pool.query(tables, ["public"]);
  await one.pool.query("create table only_here (id int)");
  const other = await two.pool.query("select to_regclass('only_here') as found");
  await Promise.all([one.close(), two.close()]);
  expect(queue.rows[0].n).toBeGreaterThan(0);
  expect(ours.rows[0].n).toBeGreaterThan(10);
  expect(other.rows[0].found).toBeNull();
});

test("closing a test database fails when a connection was left open", async () => {
  const database = await testDatabase();
  const leaked = new pg.Client({
    connectionString: database.url,
    application_name: "forgetful test",
  });
  leaked.on("error", () => undefined);
  await leaked.connect();
  await expect(database.close()).rejects.toThrow(
    /1 connection\(s\) were left open:\nforgetful test/,
  );
});
