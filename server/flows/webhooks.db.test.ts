import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertFlow, post, trackingKey } from "@/db/testing/flows";
import { createSecret, revokeSecret } from "./commands";

/** P16: a thousand of each kind through the API's door; 0 wrong runs, 0 missed. */

const each = 1_000;
const atOnce = 20;

let database: TestDatabase;
let flow: Awaited<ReturnType<typeof insertFlow>>;
const now = new Date(Math.floor(Date.now() / 1_000) * 1_000);

beforeAll(async () => {
  process.env.HERALD_TRACKING_KEY = trackingKey;
  database = await testDatabase({ max: 10 });
});
afterAll(() => database.close());
beforeEach(async () => {
  flow = await insertFlow(database.db);
});

const bodyOf = (n: number) => JSON.stringify({ id: n, owner: "anna@contoso.test" });

async function many(call: (n: number) => Promise<Response>): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  for (let from = 0; from < each; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, each - from) }, (_, at) => call(from + at));
    for (const { status } of await Promise.all(some)) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  return statuses;
}

async function runs(): Promise<{ all: number; ids: number }> {
  const { rows } = await database.db.execute<{ all: string; ids: string }>(sql`
    select count(*) as all, count(distinct input->>'id') as ids from flow_runs
    where publisher_id = ${flow.ctx.publisherId}`);
  return { all: Number(rows[0]?.all), ids: Number(rows[0]?.ids) };
}

const send = (n: number, more: Partial<Parameters<typeof post>[2]> = {}) =>
  post(database.db, now, { id: flow.id, secret: flow.secret, body: bodyOf(n), ...more });

describe("a thousand requests", () => {
  it("signed and fresh: a run each, none missed", { timeout: 60_000 }, async () => {
    expect(await many((n) => send(n, { skew: (n % 601) - 300 }))).toEqual(new Map([[202, each]]));
    expect(await runs()).toEqual({ all: each, ids: each });
  });

  it("stale or from the future: none runs", { timeout: 60_000 }, async () => {
    const skewOf = (n: number) => (n % 2 === 0 ? 301 + n : -301 - n);
    expect(await many((n) => send(n, { skew: skewOf(n) }))).toEqual(new Map([[401, each]]));
    expect((await runs()).all).toBe(0);
  });

  it("replayed: answered the same, one run", { timeout: 60_000 }, async () => {
    const first = await (await send(1)).json();
    const answers = new Set<string>();
    const statuses = await many(async () => {
      const answer = await send(1);
      answers.add(JSON.stringify(await answer.clone().json()));
      return answer;
    });
    expect(statuses).toEqual(new Map([[202, each]]));
    expect([...answers]).toEqual([JSON.stringify({ runId: first.runId, duplicate: true })]);
    expect((await runs()).all).toBe(1);
  });

  it("altered by one bit: none runs", { timeout: 60_000 }, async () => {
    const statuses = await many((n) => {
      const body = Buffer.from(bodyOf(n));
      const bit = n % (body.length * 8);
      body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return send(n, { body, signedBody: bodyOf(n) });
    });
    // 400: some bits make it no JSON, which is said before the signature is looked at.
    expect([...statuses.keys()].every((status) => status === 401 || status === 400)).toBe(true);
    expect((await runs()).all).toBe(0);
  });

  it("while the secret changes over: none missed; with the old one afterwards: none runs", {
    timeout: 60_000,
  }, async () => {
    const { secret: next } = await createSecret(flow.ctx, { id: flow.id });
    const statuses = await many((n) => send(n, { secret: n % 2 === 0 ? flow.secret : next }));
    expect(statuses).toEqual(new Map([[202, each]]));
    await revokeSecret(flow.ctx, { id: flow.id, secretId: flow.secretId });
    expect(await many((n) => send(each + n))).toEqual(new Map([[401, each]]));
    expect(await runs()).toEqual({ all: each, ids: each });
  });
});

describe("the door", () => {
  it("takes one event once, whichever of two live secrets signs it", async () => {
    const { secret: next } = await createSecret(flow.ctx, { id: flow.id });
    const [one, other] = await Promise.all([send(1), send(1, { secret: next })]);
    expect([one.status, other.status]).toEqual([202, 202]);
    expect((await runs()).all).toBe(1);
  });

  it("has at most two secrets", async () => {
    await createSecret(flow.ctx, { id: flow.id });
    await expect(createSecret(flow.ctx, { id: flow.id })).rejects.toThrow(/two secrets already/);
  });

  it("answers a foreign, a removed and a made-up flow alike (checklist 21)", async () => {
    const made = `flw_${flow.ctx.publisherId.toString(36)}_${"A".repeat(22)}`;
    const other = await insertFlow(database.db);
    const foreign = other.id.replace(/^flw_[0-9a-z]+/, `flw_${flow.ctx.publisherId.toString(36)}`);
    const answers = await Promise.all([send(1, { id: made }), send(1, { id: foreign })]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  it("does not say whether a flow is on to whoever can't sign", async () => {
    const wrong = await send(1, { signature: `v1=${"0".repeat(64)}` });
    expect(wrong.status).toBe(401);
    expect((await send(1, { signature: "" })).status).toBe(401);
  });
});
