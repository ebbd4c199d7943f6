import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertSendable, workerKeys } from "@/db/testing/sendable";
import { trimVersions } from "./trim-versions";

let database: TestDatabase;
beforeAll(async () => {
  Object.assign(process.env, workerKeys);
  database = await testDatabase();
});
afterAll(() => database.close());

const day = 86_400_000;

test("earlier values go once no notification that was frozen before their end is left", async () => {
  const { ctx, ref } = await insertSendable(database, { devices: 3 });
  const { publisherId } = ctx;
  const now = new Date();
  const ago = (days: number) => new Date(now.getTime() - days * day);
  await database.pool.query(
    `insert into registration_versions (publisher_id, registration_id, until, was)
     select $1, r.id, ended, '{}' from (select min(id) as id from registrations where publisher_id = $1) r,
       unnest($2::timestamptz[]) ended`,
    [publisherId, [ago(30), ago(10), ago(0.5)]],
  );
  const left = async () => {
    const { rows } = await database.pool.query(
      "select until from registration_versions where publisher_id = $1 order by until",
      [publisherId],
    );
    return rows.map(({ until }) => Math.round((now.getTime() - until.getTime()) / (day / 2)) / 2);
  };
  const freeze = (at: Date | null) =>
    database.pool.query(
      "update notifications set frozen_at = $3 where publisher_id = $1 and id = $2",
      [publisherId, ref.notificationId, at],
    );
  await freeze(ago(40));
  expect(await trimVersions(database.db, publisherId, now)).toBe(0);
  await freeze(ago(20));
  expect(await trimVersions(database.db, publisherId, now)).toBe(1);
  expect(await left()).toEqual([10, 0.5]);
  await freeze(null);
  const stranger = publisherId + 1;
  expect(await trimVersions(database.db, stranger, now)).toBe(0);
  expect(await trimVersions(database.db, publisherId, now)).toBe(1);
  expect(await left()).toEqual([0.5]);
});
