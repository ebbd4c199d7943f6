import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appCustomers, auditEvents, customers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { importRecords, importStream, noteImport } from "./import";
import type { ImportFormat } from "./records";

let database: TestDatabase;
let ctx: Context;
let appId: number;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx)).id;
});

async function* bytes(file: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const all = typeof file === "string" ? new TextEncoder().encode(file) : file;
  for (let from = 0; from < all.length; from += size) yield all.subarray(from, from + size);
}

const run = (format: ImportFormat, file: string | Uint8Array, fromLine?: number) =>
  importStream(ctx, { appId, format, body: bytes(file), fromLine });

async function known(externalId: string) {
  const [row] = await database.db
    .select({ email: customers.email, app: appCustomers })
    .from(customers)
    .leftJoin(
      appCustomers,
      and(
        eq(appCustomers.publisherId, customers.publisherId),
        eq(appCustomers.customerId, customers.id),
        eq(appCustomers.appId, appId),
      ),
    )
    .where(and(eq(customers.publisherId, ctx.publisherId), eq(customers.externalId, externalId)));
  return row;
}

const full = {
  externalId: "u1",
  email: "Tom@Example.com",
  ageGroup: "25-34",
  gender: "male",
  deviceType: "pc",
  acquisitionType: "paid",
  storeClient: "store-web",
  channel: "custom-campaign",
  churn: "high",
  rating: 4,
  market: "DE",
  hasPurchased: true,
  isOptedOut: false,
  isEligible: true,
  storeAcquisitions: 3,
  sessions30d: 12,
  minutes30d: 340,
  storeSpendCents: 1999,
  appSpendCents: 999,
  acquiredAt: "2026-10-01T08:00:00Z",
  addOnAcquiredAt: "2026-10-05",
  storePageViewedAt: "2026-09-30T23:00:00+02:00",
  lastUsedAt: "2026-11-20T10:00:00Z",
  campaignId: "spring, sale",
  referrerDomain: "News.Example.com",
};
const stored = {
  ageGroup: 3,
  gender: 2,
  deviceType: 1,
  acquisitionType: 3,
  storeClient: 2,
  channel: 2,
  churn: 3,
  rating: 4,
  market: "DE",
  hasPurchased: true,
  storeAcquisitions: 3,
  sessions30d: 12,
  minutes30d: 340,
  storeSpendCents: 1999,
  appSpendCents: 999,
  acquiredAt: new Date("2026-10-01T08:00:00Z"),
  storePageViewedAt: new Date("2026-09-30T21:00:00Z"),
  campaignId: "spring, sale",
  referrerDomain: "news.example.com",
};

function toCsv(value: Record<string, unknown>): string {
  const cells = Object.values(value).map((cell) => `"${String(cell).replaceAll('"', '""')}"`);
  return `${Object.keys(value).join(",")}\r\n${cells.join(",")}\r\n`;
}

test.each([
  ["ndjson", JSON.stringify(full)],
  ["csv", toCsv(full)],
] as const)(
  "every attribute comes in by %s, and comes in again without harm",
  async (format, file) => {
    for (const _ of [1, 2]) {
      expect(await run(format, file)).toMatchObject({ received: 1, imported: 1, failed: 0 });
      expect(await known("u1")).toMatchObject({ email: "tom@example.com", app: stored });
    }
    expect(await database.db.$count(customers, eq(customers.publisherId, ctx.publisherId))).toBe(1);
  },
);

test("what a line leaves out stays; null stays too; a later line of the same person adds", async () => {
  await run("ndjson", JSON.stringify(full));
  const lines = [
    { externalId: "u1", rating: 5, churn: null },
    { externalId: "u1", market: "FR" },
  ];
  const report = await run("ndjson", lines.map((line) => JSON.stringify(line)).join("\n"));
  expect(report).toMatchObject({ imported: 2, failed: 0 });
  expect((await known("u1"))?.app).toMatchObject({ ...stored, rating: 5, market: "FR" });
  await run("csv", "externalId,rating,market\nu1,,\n");
  expect((await known("u1"))?.app).toMatchObject({ ...stored, rating: 5, market: "FR" });
});

const good = '{"externalId":"good"}';
const head = "externalId,rating,market";
test.each<[string, ImportFormat, string | Uint8Array, number, RegExp]>([
  ["cut JSON", "ndjson", `{"externalId":"a"\n${good}`, 1, /not JSON/],
  ["an array", "ndjson", `[1]\n${good}`, 1, /not an object|expected object/],
  ["no external id", "ndjson", `{"rating":3}\n${good}`, 1, /externalId/],
  [
    "an unknown attribute",
    "ndjson",
    `{"externalId":"a","shoe":3}\n${good}`,
    1,
    /shoe is not known/,
  ],
  ["__proto__", "ndjson", `{"externalId":"a","__proto__":{"x":1}}\n${good}`, 1, /not known/],
  [
    "a word nobody knows",
    "ndjson",
    `{"externalId":"a","gender":"robot"}\n${good}`,
    1,
    /^gender: Use one of unknown, female, male\.$/,
  ],
  [
    "text for a number",
    "csv",
    `${head}\na,five,DE\ngood,5,DE`,
    2,
    /^rating: A number is expected\.$/,
  ],
  ["a sixth star", "csv", `${head}\na,6,DE\ngood,5,DE`, 2, /^rating: Use at most 5\.$/],
  ["too few cells", "csv", `${head}\na,5\ngood,5,DE`, 2, /2 cells; the head has 3/],
  ["an open quote", "csv", `${head}\ngood,5,DE\n"a,5,DE`, 3, /not closed/],
  ["NUL", "ndjson", `{"externalId":"a\\u0000"}\n${good}`, 1, /Control characters/],
  ["half a character", "ndjson", `{"externalId":"a\\ud800"}\n${good}`, 1, /Control characters/],
  ["bytes that are no UTF-8", "csv", withByte(`${head}\n#,5,DE\ngood,5,DE`), 2, /not UTF-8/],
  [
    "a number too large",
    "ndjson",
    `{"externalId":"a","minutes30d":1e12}\n${good}`,
    1,
    /minutes30d/,
  ],
  [
    "a day that is none",
    "ndjson",
    `{"externalId":"a","lastUsedAt":"2026-02-30"}\n${good}`,
    1,
    /lastUsedAt/,
  ],
  [
    "a year that is none",
    "ndjson",
    `{"externalId":"a","lastUsedAt":"9999-12-31T23:59:59-12:00"}\n${good}`,
    1,
    /out of range/,
  ],
  ["a quote inside a cell", "csv", `${head}\na,5" x,DE\ngood,5,DE`, 2, /quote/],
  ["a line of a megabyte", "ndjson", `${"x".repeat(1_000_000)}\n${good}`, 1, /16,384/],
])(
  "a file with %s: the line is named, the rest comes in",
  async (_, format, file, line, message) => {
    const report = await run(format, file);
    expect(report).toMatchObject({ received: 2, imported: 1, failed: 1 });
    expect(report.errors).toEqual([{ line, message: expect.stringMatching(message) }]);
    expect(await known("good")).toBeDefined();
    expect(await known("a")).toBeUndefined();
  },
);

function withByte(text: string): Uint8Array {
  const all = new TextEncoder().encode(text);
  return all.map((byte) => (byte === 35 ? 0xff : byte));
}

test.each([
  ["no external id in the head", "rating,market\n5,DE", /externalId is missing/],
  ["an unknown column", "externalId,shoe\na,5", /“shoe” is not known/],
  ["a column twice", "externalId,rating,rating\na,5,5", /comes twice/],
  ["a workbook's bytes", "PK\u0003\u0004\u0014\u0000", /no text in UTF-8/],
  ["UTF-16", "e\u0000x\u0000t\u0000", /no text in UTF-8/],
  ["the prototype as a column", "externalId,__proto__\na,5", /not known/],
])("a CSV file with %s is refused as a whole", async (_, file, message) => {
  await expect(run("csv", file)).rejects.toThrow(message);
});

test.each([";", "\t"])(
  "a spreadsheet's file separated by %j comes in (BOM, CRLF, quotes)",
  async (separator) => {
    const lines = [
      ["ExternalID", "campaignId", "rating "],
      ["u9", '"a, b; ""c"""', "4"],
    ];
    const file = `\uFEFF${lines.map((cells) => cells.join(separator)).join("\r\n")}\r\n`;
    expect(await run("csv", file)).toMatchObject({ imported: 1, failed: 0 });
    expect((await known("u9"))?.app).toMatchObject({ campaignId: 'a, b; "c"', rating: 4 });
  },
);

test("an empty file is no customer and no error", async () => {
  expect(await run("ndjson", "\n\n")).toMatchObject({ received: 0, imported: 0, failed: 0 });
  expect(await run("csv", head)).toMatchObject({ received: 0, imported: 0, failed: 0 });
});

test("an address that somebody else has refuses its line only", async () => {
  const lines = ["a", "b", "a"].map((id) => `{"externalId":"${id}","email":"x@example.com"}`);
  const report = await run("ndjson", lines.join("\n"));
  expect(report.errors).toEqual([
    { line: 2, message: "Another customer has this e-mail address." },
  ]);
  expect((await run("ndjson", lines[1] ?? "")).failed).toBe(1);
  expect((await run("ndjson", lines[0] ?? "")).failed).toBe(0);
});

test("a broken import goes on where it stopped", async () => {
  const file = Array.from({ length: 2_500 }, (_, n) => `{"externalId":"p${n + 1}"}`).join("\n");
  const first = await importRecords(ctx, {
    appId,
    format: "ndjson",
    records: file
      .split("\n")
      .slice(0, 1_200)
      .map((text, n) => ({ line: n + 1, text, isTooLong: false })),
  });
  expect(first.lastLine).toBe(1_200);
  const rest = await run("ndjson", file, first.lastLine + 1);
  expect(rest).toMatchObject({ received: 1_300, imported: 1_300, lastLine: 2_500 });
  expect(await database.db.$count(customers, eq(customers.publisherId, ctx.publisherId))).toBe(
    2_500,
  );
});

test("every run is noted: a stream at its end, a page's file at its beginning and end", async () => {
  const actions = async () =>
    (
      await database.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.publisherId, ctx.publisherId))
    ).map(({ action, details }) => ({ action, ...details }));
  await run("ndjson", `${good}\nx`);
  const counts = { received: 2, imported: 1, failed: 1 };
  expect(await actions()).toEqual([
    { action: "import.finished", format: "ndjson", isComplete: true, ...counts, lastLine: 2 },
  ]);
  const part = { appId, format: "ndjson" as const, records: [] };
  await importRecords(ctx, { ...part, begins: { fileName: "people.ndjson" } });
  await importRecords(ctx, part);
  await noteImport(ctx, { appId, fileName: "people.ndjson", isComplete: false, ...counts });
  expect((await actions()).slice(1).map(({ action }) => action)).toEqual([
    "import.started",
    "import.finished",
  ]);
});

test("at most 1,000 errors are told, all are counted", async () => {
  const report = await run("ndjson", Array.from({ length: 1_500 }, () => "x").join("\n"));
  expect([report.failed, report.errors.length]).toEqual([1_500, 1_000]);
});

test("the wall between publishers: a foreign app is a missing one, a foreign person another", async () => {
  await run("ndjson", JSON.stringify(full));
  const stranger = await insertPublisher(database.db);
  await expect(
    importStream(stranger, { appId, format: "ndjson", body: bytes(good) }),
  ).rejects.toThrow("There is no such app.");
  const theirs = (await insertApp(stranger)).id;
  const body = bytes(JSON.stringify({ ...full, rating: 1 }));
  await importStream(stranger, { appId: theirs, format: "ndjson", body });
  expect((await known("u1"))?.app?.rating).toBe(4);
});
