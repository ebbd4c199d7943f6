import { generateKeyPairSync } from "node:crypto";
import { TRPCError } from "@trpc/server";
import superjson from "superjson";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Role, roles } from "@/db/enums";
import { createRandom } from "@/db/seed/random";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { createCallerFactory, type SessionInfo } from "./init";
import { appRouter } from "./root";
import { jsonSchemasOf, sampleInput } from "./testing/sample-input";

const canary = "canaryzz";
const perProcedure = 20;
const now = new Date();

let database: TestDatabase;
let home: SessionInfo;
let stranger: SessionInfo;
let ids: number[];
let publicIds: string[];

beforeAll(async () => {
  process.env.HERALD_LOG = "silent";
  process.env.HERALD_TRACKING_KEY = "5e".repeat(32);
  process.env.HERALD_SEALING_PUBLIC_KEY = generateKeyPairSync("x25519")
    .publicKey.export({ format: "der", type: "spki" })
    .toString("base64");
  database = await testDatabase({ max: 8 });
  const { seedDemo } = await import("@/db/seed/main");
  await seedDemo(database.url, { password: "correct horse", apiKey: "unused", people: 300, now });
  home = await sessionOf("owner@demo.test");
  stranger = await sessionOf("owner@other.test");
  ids = await plantCanaries();
  publicIds = await plantedPublicIds();
});
afterAll(() => database.close());

async function sessionOf(email: string): Promise<SessionInfo> {
  const { rows } = await database.pool.query(
    `select a.id, a.name, m.publisher_id, m.role from accounts a join members m on m.account_id = a.id
      where a.email = $1`,
    [email],
  );
  const { id, name, publisher_id: publisherId, role } = rows[0];
  return { sessionHash: Buffer.alloc(32), accountId: id, name, email, publisherId, role };
}

/** Every table of tenants and whether it has an id and a name, from the catalogue: new ones come by themselves. */
async function tenantTables(): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await database.pool.query(
    `select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
      where table_schema = 'public' group by 1 having 'publisher_id' = any(array_agg(column_name::text))`,
  );
  return rows;
}

async function plantCanaries(): Promise<number[]> {
  const found = new Set<number>();
  for (const { name, columns } of await tenantTables()) {
    if (columns.includes("name")) {
      await database.pool.query(
        `update "${name}" set name = '${canary}' || name where publisher_id = $1`,
        [home.publisherId],
      );
    }
    if (!columns.includes("id")) continue;
    const { rows } = await database.pool.query(
      `select id::text from "${name}" where publisher_id = $1 order by id limit 4`,
      [home.publisherId],
    );
    for (const { id } of rows) if (/^\d+$/.test(id)) found.add(Number(id));
  }
  return [...found];
}

async function plantedPublicIds(): Promise<string[]> {
  const found: string[] = [];
  for (const { name, columns } of await tenantTables()) {
    if (!columns.includes("public_id")) continue;
    const { rows } = await database.pool.query(
      `select public_id as id from "${name}" where publisher_id = $1 order by id limit 4`,
      [home.publisherId],
    );
    found.push(...rows.map(({ id }) => String(id)));
  }
  return found;
}

async function fingerprint(): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const { name } of await tenantTables()) {
    const { rows } = await database.pool.query(
      `select count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) as print
         from "${name}" t where publisher_id = $1`,
      [home.publisherId],
    );
    prints[name] = rows[0].print;
  }
  return prints;
}

const createCaller = createCallerFactory(appRouter);
const procedures = Object.entries(appRouter._def.procedures).map(([path, made]) => {
  const { inputs, meta, type } = (
    made as unknown as { _def: { inputs: unknown[]; meta?: { roles: unknown }; type: string } }
  )._def;
  return { path, roles: meta?.roles, type, schemas: jsonSchemasOf(inputs) };
});

async function call(path: string, input: unknown, session: SessionInfo | undefined) {
  const caller = createCaller({ db: database.db, now, requestId: "wall", session });
  const deed = path
    .split(".")
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], caller);
  try {
    return { value: await (deed as (input: unknown) => Promise<unknown>)(input) };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return { code: error.code, message: `${error.message} ${String(error.cause ?? "")}` };
  }
}

test("every procedure says who may call it (P10)", () => {
  const silent = procedures.filter(({ roles: may }) => may === undefined).map(({ path }) => path);
  expect(silent).toEqual([]);
  const open = procedures.filter(({ roles: may }) => may === "anyone").map(({ path }) => path);
  expect(open).toEqual(["publishers.setup.overview", "publishers.setup.create"]);
});

test("a role that may not call a procedure, and somebody not signed in, get nowhere (P10)", async () => {
  const wrong: string[] = [];
  const random = createRandom(1);
  for (const { path, roles: may, schemas } of procedures) {
    if (may === "anyone") continue;
    const input = sampleInput(schemas, { random: () => random.next(), ids, publicIds, oddness: 0 });
    const anonymous = await call(path, input, undefined);
    if (anonymous.code !== "UNAUTHORIZED") wrong.push(`${path} lets anybody in`);
    if (!Array.isArray(may)) continue;
    for (const role of roles.filter((one: Role) => !may.includes(one))) {
      const answer = await call(path, input, { ...home, role });
      if (answer.code !== "FORBIDDEN") wrong.push(`${path} lets the ${role} in`);
    }
  }
  expect(wrong).toEqual([]);
});

test("with every id of another publisher, nothing of theirs is read or changed (P10)", async () => {
  const before = await fingerprint();
  const leaks: string[] = [];
  const random = createRandom(2);
  for (const { path, schemas } of procedures) {
    for (let round = 0; round < perProcedure; round += 1) {
      const input = sampleInput(schemas, {
        random: () => random.next(),
        ids,
        publicIds,
        oddness: 0.02,
      });
      const answer = await call(path, input, stranger);
      const said = superjson.stringify(answer.value ?? answer.message ?? null);
      if (said.includes(canary)) leaks.push(`${path} ${JSON.stringify(input)}`);
      if (schemas.length === 0) break;
    }
  }
  expect(leaks).toEqual([]);
  expect(await fingerprint()).toEqual(before);
});

test("no input makes a procedure fail in itself (P11)", async () => {
  const failures: string[] = [];
  const reached = new Set<string>();
  const random = createRandom(3);
  for (const { path, schemas } of procedures) {
    for (let round = 0; round < perProcedure; round += 1) {
      const oddness = round % 2 === 0 ? 0.25 : 0;
      const input = sampleInput(schemas, { random: () => random.next(), ids, publicIds, oddness });
      const answer = await call(path, input, home);
      if (answer.code !== "BAD_REQUEST") reached.add(path);
      if (answer.code === "INTERNAL_SERVER_ERROR") {
        failures.push(`${path} ${JSON.stringify(input)?.slice(0, 300)}: ${answer.message}`);
        break;
      }
    }
  }
  expect(failures).toEqual([]);
  // A sampler that never gets past the schemas would prove nothing.
  const refused = procedures.filter(({ path }) => !reached.has(path)).map(({ path }) => path);
  expect(refused.length / procedures.length, refused.join(", ")).toBeLessThan(0.2);
});
