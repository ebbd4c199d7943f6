import { afterAll, beforeAll, expect, test } from "vitest";
import type { NotificationStatus } from "@/db/enums";
import { apps, notifications, publishers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Context } from "@/server/context";
import { exportNotifications } from "./export";
import { listNotifications } from "./list";
import { listInput, listSorts } from "./schema";

let database: TestDatabase;
let ctx: Context;
let appIds: number[];
const now = new Date("2026-11-22T14:30:00Z");

interface Given {
  name: string;
  status?: NotificationStatus;
  kind?: "toast" | "tile";
  sendAt?: string;
  frozen?: number;
  isTracked?: boolean;
  app?: number;
  /** Counts by rollup status: 1 sent, 2 expired, 3 failed, 101 launched. */
  rollup?: Record<number, number>;
}

const given: Given[] = [
  {
    name: "Aurora",
    status: "completed",
    sendAt: "2026-11-10T09:00:00Z",
    frozen: 100,
    isTracked: true,
    rollup: { 1: 90, 3: 10, 101: 18 },
  },
  {
    name: "borealis",
    status: "completed",
    sendAt: "2026-11-12T09:00:00Z",
    frozen: 300,
    rollup: { 1: 300 },
  },
  {
    name: "Comet 100%",
    status: "sending",
    sendAt: "2026-11-22T14:00:00Z",
    frozen: 400,
    isTracked: true,
    rollup: { 1: 100, 2: 100, 101: 50 },
  },
  { name: "Dawn", status: "paused", sendAt: "2026-11-22T13:00:00Z", kind: "tile" },
  { name: "Eclipse", status: "scheduled", sendAt: "2026-12-01T09:00:00Z", app: 1 },
  { name: "=HYPERLINK(1)", status: "draft" },
  {
    name: "Comet 1000",
    status: "cancelled",
    sendAt: "2026-11-01T09:00:00Z",
    frozen: 50,
    rollup: { 5: 50 },
  },
];

async function insert(publisherId: number, row: Given): Promise<void> {
  const { name, status = "draft", kind = "toast", frozen, isTracked = false } = row;
  const [{ id } = { id: 0 }] = await database.db
    .insert(notifications)
    .values({
      publisherId,
      name,
      kind,
      template: kind === "toast" ? "blank-toast" : "blank-tile",
      status,
      audience: { mode: "single", appIds: [], reach: "all", customerGroupId: null, filters: null },
      schedule: { immediately: true, zone: "utc" },
      content: {},
      isTracked,
      sendAt: row.sendAt ? new Date(row.sendAt) : null,
      frozenAt: frozen === undefined ? null : new Date(row.sendAt ?? now),
      frozenCount: frozen,
      finishedAt: status === "completed" || status === "cancelled" ? now : null,
      createdBy: "Ana",
      updatedBy: "Ana",
      updatedAt: now,
    })
    .returning({ id: notifications.id });
  await database.pool.query("insert into notification_apps values ($1, $2, $3)", [
    publisherId,
    id,
    appIds[row.app ?? 0],
  ]);
  for (const [code, count] of Object.entries(row.rollup ?? {})) {
    await database.pool.query(
      `insert into rollup select $1, $2, $3, now(), market, 'en', '1', 'wns', $4, 0, 0, $5
       from unnest(array['DE', 'US']) market`,
      [publisherId, id, appIds[0], code, count / 2],
    );
  }
}

beforeAll(async () => {
  database = await testDatabase();
  const [publisher] = await database.db.insert(publishers).values({ name: "Contoso" }).returning();
  const publisherId = publisher?.id ?? 0;
  ctx = {
    db: database.db,
    now,
    actor: { kind: "member", accountId: 1, name: "Ana", role: "analyst" },
    publisherId,
  };
  const rows = await database.db
    .insert(apps)
    .values(["Runner", "Chess"].map((name) => ({ publisherId, name, publicKey: name })))
    .returning();
  appIds = rows.map(({ id }) => id);
  for (const row of given) await insert(publisherId, row);
});
afterAll(() => database.close());

const list = (part: Record<string, unknown> = {}) => listNotifications(ctx, listInput.parse(part));
const names = async (part: Record<string, unknown>) => (await list(part)).rows.map((r) => r.name);

test("each tab counts its own, the search does not change the counts (P-64)", async () => {
  const { tabs, total } = await list({ q: "comet" });
  expect(tabs).toEqual({ all: 7, drafts: 1, scheduled: 1, "in-progress": 2, completed: 3 });
  expect(total).toBe(2);
});

test("a paused notification is in progress, a cancelled one is completed", async () => {
  expect(await names({ tab: "in-progress", sort: "name" })).toEqual(["Comet 100%", "Dawn"]);
  expect(await names({ tab: "completed", sort: "name" })).toEqual([
    "Aurora",
    "borealis",
    "Comet 1000",
  ]);
});

test("the search takes what was typed as text, % included", async () => {
  expect(await names({ q: "100%" })).toEqual(["Comet 100%"]);
  expect(await names({ q: "_" })).toEqual([]);
});

test("app and type narrow the list", async () => {
  expect(await names({ appId: appIds[1] })).toEqual(["Eclipse"]);
  expect(await names({ kind: "tile" })).toEqual(["Dawn"]);
});

test.each([
  ["name", "=HYPERLINK(1)", "Aurora"],
  ["-recipients", "Comet 100%", "borealis"],
  ["deliveryRate", "Comet 100%", "Aurora"],
  ["-deliveryRate", "borealis", "Aurora"],
  ["-launchRate", "Comet 100%", "Aurora"],
  ["-sendTime", "Eclipse", "=HYPERLINK(1)"],
  ["status", "=HYPERLINK(1)", "Eclipse"],
])("sorted by %s the list begins with %s, %s", async (sort, first, second) => {
  expect((await names({ sort })).slice(0, 2)).toEqual([first, second]);
});

test.each(listSorts)("pages sorted by %s hold every notification once", async (sort) => {
  const pages = await Promise.all([1, 2].map((page) => list({ sort, page })));
  const all = pages.flatMap(({ rows }) => rows.map(({ name }) => name));
  expect([...all].sort()).toEqual(given.map(({ name }) => name).sort());
});

test("rates are what the rollup says; not tracked is null, never 0 (P-65, P-73)", async () => {
  const { rows } = await list({ tab: "completed", sort: "name" });
  expect(rows.map((r) => [r.deliveryRate, r.launchRate, r.recipients])).toEqual([
    [0.9, 0.2, 100],
    [1, null, 300],
    [null, null, 50],
  ]);
});

test("one that is being sent says how far it is", async () => {
  const { rows } = await list({ q: "100%" });
  expect(rows[0]).toMatchObject({
    progress: { recorded: 200, frozen: 400, deliveryRate: 0.5, launchRate: 0.5 },
    apps: [{ name: "Runner", iconGlyph: "app" }],
  });
});

test("an export holds every match, and a name can’t become a formula", async () => {
  const csv = await exportNotifications(ctx, { tab: "all", q: "", sort: "name" });
  const lines = csv.trimEnd().split("\r\n");
  expect(lines).toHaveLength(1 + given.length);
  expect(lines[1]).toMatch(/^'=HYPERLINK\(1\),Runner,Toast,Draft,/);
  expect(lines[2]).toBe(
    "Aurora,Runner,Toast,Completed,All customers,2026-11-10T09:00:00.000Z,UTC,100,0.9,0.2",
  );
});

test("a publisher sees only its own", async () => {
  const [other] = await database.db.insert(publishers).values({ name: "Fabrikam" }).returning();
  const { rows, total, tabs } = await listNotifications(
    { ...ctx, publisherId: other?.id ?? 0 },
    listInput.parse({}),
  );
  expect([rows, total, tabs.all]).toEqual([[], 0, 0]);
});
