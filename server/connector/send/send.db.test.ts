import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { type Company, insertCompany } from "@/db/testing/company";
import { AppKeyCache } from "@/server/api/callers";
import { swaggerDocument } from "@/server/api/connector/swagger";
import { openApiDocument } from "@/server/api/description/openapi";
import { createLimits } from "@/server/api/limits";
import { handleApi } from "@/server/api/router";
import { apiRoutes } from "@/server/api/routes";
import { pushInput } from "@/server/connector/schema";
import { createConnectionKey } from "../connections/commands";
import { pushById, pushCall } from "../pushes/queries";
import { sendFromConsole } from "./console";
import { sendPush } from "./send";

let database: TestDatabase;
let company: Company;

beforeAll(async () => {
  database = await testDatabase();
  company = await insertCompany(database.db);
});
afterAll(() => database.close());

async function send(recipients: string[], more: Record<string, unknown> = {}) {
  const push = pushInput.parse({ recipients, message: "A new case was assigned to you.", ...more });
  const { ctx, connectionId } = company;
  const accepted = await sendPush(ctx, { connectionId, source: "api", push });
  return { accepted, result: await pushById(ctx, { id: accepted.id }) };
}

async function outcomes(recipients: string[]) {
  const { result } = await send(recipients);
  return result.recipients.map(({ kind, outcome, people, devices }) => [
    kind,
    outcome,
    people,
    devices,
  ]);
}

async function frozenIds(publicId: string): Promise<number[]> {
  const { rows } = await database.pool.query<{ ids: string[] }>(
    `select coalesce(array_agg(device::text order by device), '{}') as ids
     from pushes p join slices s on s.publisher_id = p.publisher_id and s.notification_id = p.notification_id
     cross join unnest(s.registration_ids) device where p.public_id = $1`,
    [publicId],
  );
  return (rows[0]?.ids ?? []).map(Number);
}

describe("who a recipient is (C-20, I.4)", () => {
  it("takes the four kinds, mixed, in one call", async () => {
    const { people, groups } = company;
    expect(
      await outcomes([
        people.anna.email,
        people.ben.objectId,
        groups.judges.email,
        groups.board.objectId,
      ]),
    ).toEqual([
      ["person", "sending", 1, 2],
      ["person", "sending", 1, 1],
      ["group", "sending", 3, 3],
      ["group", "sending", 4, 4],
    ]);
  });

  it("takes an object id in any case and with braces, an address in any case", async () => {
    const { people } = company;
    const id = people.ben.objectId;
    const forms = [id.toUpperCase(), `{${id}}`, `{${id.toUpperCase()}}`, ` ${id} `];
    const { result, accepted } = await send([...forms, people.ben.email.toUpperCase()]);
    expect(result.recipients.map(({ outcome }) => outcome)).toEqual(Array(5).fill("sending"));
    expect(accepted).toMatchObject({ people: 1, devices: 1 });
  });

  it("looks for a person before a group, and for a customer who is in no directory", async () => {
    const { people } = company;
    expect(await outcomes([people.guest.email, people.shared.email])).toEqual([
      ["person", "sending", 1, 1],
      ["person", "not_entitled", 1, 0],
    ]);
  });

  it("says not found for each that is nobody, half a brace and no address included", async () => {
    const { people } = company;
    const nobody = [
      "nobody@contoso.test",
      "72f988bf-86f1-41af-91ab-2d7cd011db47",
      `{${people.ben.objectId}`,
      "just text",
    ];
    const { accepted, result } = await send([...nobody, people.ben.email]);
    expect(accepted.notFound).toEqual(nobody);
    expect(result.totals).toMatchObject({ notFound: 4, people: 1, sending: 1 });
    expect(result.recipients[0]).toMatchObject({ kind: "unknown", outcome: "not_found" });
  });

  it("sees nobody of another publisher", async () => {
    const other = await insertCompany(database.db);
    expect(await outcomes([other.people.anna.objectId, other.groups.board.objectId])).toEqual([
      ["unknown", "not_found", 0, 0],
      ["unknown", "not_found", 0, 0],
    ]);
  });
});

describe("one push per person and device (I.5)", () => {
  it("opens nested groups and circles, and counts everybody once", async () => {
    const { groups, people, registrations } = company;
    const all = [
      groups.board.email,
      groups.judges.objectId,
      people.anna.email,
      people.anna.objectId,
    ];
    const { accepted, result } = await send([...all, ...all]);
    expect(accepted).toMatchObject({ people: 5, devices: 5 });
    const ids = await frozenIds(accepted.id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).toContain(registrations.annaPhone);
    expect(result.recipients[0]?.breakdown).toEqual([
      { outcome: "sending", code: undefined, people: 3, devices: 4 },
      { outcome: "not_entitled", code: undefined, people: 1, devices: 0 },
    ]);
  });

  it("asks the installation used last of two on one device", async () => {
    const { people, registrations } = company;
    const { accepted } = await send([people.cleo.email]);
    expect(await frozenIds(accepted.id)).toEqual([registrations.cleoNew]);
  });
});

describe("who gets it (C-06 to C-08)", () => {
  it("tells people without the app, without a device and opted out apart, and does not fail", async () => {
    const { people } = company;
    expect(
      await outcomes([
        people.dora.email,
        people.eric.email,
        people.finn.email,
        people.gina.email,
        people.hugo.email,
      ]),
    ).toEqual([
      ["person", "not_entitled", 1, 0],
      ["person", "no_channel", 1, 0],
      ["person", "opted_out", 1, 0],
      ["person", "opted_out", 1, 0],
      ["person", "not_entitled", 1, 0],
    ]);
  });

  it("is done at once when nobody can get it", async () => {
    const { result } = await send(["nobody@contoso.test"]);
    expect(result).toMatchObject({ state: "done", totals: { sending: 0, notFound: 1 } });
    expect(result.finishedAt).not.toBeNull();
  });
});

describe("what is sent", () => {
  async function stored(publicId: string) {
    const { rows } = await database.pool.query(
      `select n.content, n.priority, n.semantics, n.status, n.is_tracked, n.population::int, n.frozen_count::int,
         (select array_agg(j.task_identifier || ' ' || j.priority) from graphile_worker.jobs j
          join slices s on j.key = 'slice:' || s.publisher_id || ':' || s.id
          where s.notification_id = n.id) as jobs
       from pushes p join notifications n on n.publisher_id = p.publisher_id and n.id = p.notification_id
       where p.public_id = $1`,
      [publicId],
    );
    return rows[0];
  }

  it("rides the engine ahead of notifications, at least once, frozen in the accepted call", async () => {
    const { accepted } = await send([company.people.anna.email], { openApp: true });
    expect(await stored(accepted.id)).toMatchObject({
      priority: -1,
      semantics: "at_least_once",
      status: "sending",
      is_tracked: true,
      population: 2,
      frozen_count: 2,
      jobs: ["push-slice -1"],
    });
  });

  it("carries the parameters in the launch arguments, or only closes without openApp (C-22, C-23)", async () => {
    const params = [
      { key: "CaseID", value: 42 },
      { key: "Initial Owner", value: 'A;b=c%d "<é>' },
    ];
    const open = await send([company.people.anna.email], { openApp: true, params });
    const { content } = await stored(open.accepted.id);
    expect(content.document).toContain(
      'launch="CaseID=42;Initial Owner=A%3Bb%3Dc%25d &quot;&lt;é&gt;"',
    );
    const closed = await send([company.people.anna.email], { params });
    const { content: other, is_tracked } = await stored(closed.accepted.id);
    expect(other.document).toContain('launch="herald-dismiss" activationType="background"');
    expect(is_tracked).toBe(false);
  });

  it("refuses what a push service would not take, and a revoked connection", async () => {
    const big = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`p${n}`, "ä".repeat(900)]));
    await expect(
      send([company.people.anna.email], { openApp: true, params: big }),
    ).rejects.toMatchObject({ code: "unprocessable", fields: [{ field: "message" }] });
    const { ctx } = company;
    const push = pushInput.parse({ recipients: ["a@b.test"], message: "x" });
    const { revokedId } = company;
    await expect(
      sendPush(ctx, { connectionId: revokedId, source: "api", push }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

it("sends a call of the console once per key, however often it is repeated (P15)", async () => {
  const { ctx, connectionId, people } = company;
  const push = pushInput.parse({ recipients: [people.anna.email], message: "Once." });
  const call = { id: connectionId, push, idempotencyKey: randomUUID() };
  const first = await sendFromConsole(ctx, call);
  expect(await sendFromConsole(ctx, call)).toEqual(first);
  const another = { ...call, push: { ...push, message: "Twice." } };
  await expect(sendFromConsole(ctx, another)).rejects.toMatchObject({ code: "unprocessable" });
  const anew = await sendFromConsole(ctx, { ...call, idempotencyKey: randomUUID() });
  expect(anew.id).not.toBe(first.id);
});

describe("a stranger with a connection's key and nothing but a description of the API (I.6)", () => {
  const url = "https://push.contoso.test";
  const routes = apiRoutes(url);

  async function call(address: string, key: string, body: unknown) {
    const tools = { limits: createLimits(), appKeys: new AppKeyCache() };
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const request = new Request(address, { method: "POST", headers, body: JSON.stringify(body) });
    const { db } = database;
    return handleApi(request, routes, { ...tools, db, ingest: db, now: new Date() });
  }

  /** The address and body of the operation, as a generator of clients finds them. */
  function operationOf({ paths }: Described): [path: string, operation: Operation] {
    for (const [path, { post }] of Object.entries(paths)) {
      if (post?.operationId === "SendPushNotification") return [path, post];
    }
    throw new Error("It is not described.");
  }

  it("sends with the example of OpenAPI 3.1, and with the one of Swagger 2.0", async () => {
    const { ctx, connectionId: id } = company;
    const by = { ...ctx, actor: { kind: "system", name: "test" } } as const;
    const { key } = await createConnectionKey(by, { id, name: "Stranger" });
    const open = openApiDocument(routes, url) as unknown as Described;
    const [path, operation] = operationOf(open);
    const example = operation.requestBody?.content["application/json"].example;
    const address = `${open.servers?.[0]?.url}${path.replace("{id}", id)}`;
    expect((await call(address, key, example)).status).toBe(202);
    const swagger = swaggerDocument(url, id) as unknown as Described;
    const { schemes, host, basePath, definitions } = swagger;
    const [fixed] = operationOf(swagger);
    const answer = await call(
      `${schemes?.[0]}://${host}${basePath}${fixed}`,
      key,
      definitions?.Push?.example,
    );
    expect(answer.status).toBe(202);
    const accepted = await answer.json();
    expect(await pushCall(ctx, { id: accepted.id })).toMatchObject({ params: { CaseID: "42" } });
  });
});

interface Operation {
  operationId: string;
  requestBody?: { content: { "application/json": { example: unknown } } };
}

interface Described {
  paths: Record<string, { post?: Operation }>;
  servers?: { url: string }[];
  schemes?: string[];
  host?: string;
  basePath?: string;
  definitions?: Record<string, { example?: unknown }>;
}
