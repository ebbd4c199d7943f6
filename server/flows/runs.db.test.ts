import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type Database } from "@/db/connect";
import { flowRuns, flows } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertFlow, post, runAll, trackingKey } from "@/db/testing/flows";
import { AppError } from "@/server/errors";
import { replayRun, setFlowState, testFlow, updateFlow } from "./commands";
import { flowById, listRuns } from "./queries";
import { executeRun, type FlowTools } from "./runs/execute";
import type { FlowPushAccepted } from "./runs/sender";
import type { FlowDefinition } from "./schema";
import { startDue } from "./triggers/due";
import { startByPurchase } from "./triggers/purchase";
import { saveFlow, turnOn } from "./turn-on";

let database: TestDatabase;
beforeAll(async () => {
  process.env.HERALD_TRACKING_KEY = trackingKey;
  database = await testDatabase({ max: 10 });
});
afterAll(() => database.close());

type Flow = Awaited<ReturnType<typeof insertFlow>>;

async function trigger(flow: Flow, record: object): Promise<number> {
  const answer = await post(database.db, new Date(), {
    ...{ id: flow.id, secret: flow.secret },
    body: JSON.stringify(record),
  });
  expect(answer.status).toBe(202);
  return (await answer.json()).runId;
}

const history = async (flow: Flow) =>
  (await listRuns(flow.ctx, { id: flow.id, page: 1, size: 100 })).rows;

async function pushes(flow: Flow) {
  const { rows } = await database.db.execute<{
    message: string;
    params: object;
    source: string;
  }>(sql`
    select message, params, source from pushes where publisher_id = ${flow.ctx.publisherId} order by id`);
  return rows;
}

const onlyEurope: Partial<FlowDefinition> = {
  condition: { mode: "all", rows: [{ field: "region", operator: "is", value: "EU" }] },
};

describe("a run", () => {
  it("sends what the texts say with the record's values, as text and nothing else (C-10)", async () => {
    const flow = await insertFlow(database.db);
    await trigger(flow, { id: '7"<b>&{owner}', owner: "anna@contoso.test" });
    await runAll(flow.ctx);
    expect(await pushes(flow)).toEqual([
      {
        message: 'Case 7"<b>&{owner} is yours.',
        params: { CaseID: '7"<b>&{owner}' },
        source: "flow",
      },
    ]);
    const [run] = await history(flow);
    expect(run).toMatchObject({ status: "sent", people: 1, devices: 2, version: 1 });
  });

  it("reaches people and groups, also those of a list in the record (C-30, C-33)", async () => {
    const flow = await insertFlow(database.db);
    const { groups, people } = flow.company;
    await trigger(flow, { id: 1, owner: [groups.judges.email, people.anna.objectId] });
    await runAll(flow.ctx);
    expect((await history(flow))[0]).toMatchObject({ status: "sent", people: 4 });
  });

  it("ends where the condition does not hold, and says what it found", async () => {
    const flow = await insertFlow(database.db, onlyEurope);
    await trigger(flow, { id: 1, owner: "anna@contoso.test", region: "APAC" });
    await runAll(flow.ctx);
    const [run] = await history(flow);
    expect(run).toMatchObject({ status: "not_met", detail: "region was “APAC”" });
    expect(run?.evaluated).toMatchObject([{ field: "region", actual: "APAC", holds: false }]);
    expect(await pushes(flow)).toEqual([]);
  });

  it("of records that are created leaves out what says that it was updated (C-10)", async () => {
    const flow = await insertFlow(database.db, { trigger: { kind: "webhook", event: "created" } });
    for (const event of ["updated", "Created", undefined]) {
      await trigger(flow, { id: String(event), owner: "anna@contoso.test", event });
    }
    await runAll(flow.ctx);
    const runs = (await history(flow)).map(({ input, status }) => [input.id, status]).sort();
    expect(runs).toEqual([
      ["Created", "sent"],
      ["undefined", "sent"],
      ["updated", "not_met"],
    ]);
    const out = (await history(flow)).find(({ status }) => status === "not_met");
    expect(out?.detail).toBe("event was “updated”");
  });

  it("done twice at once sends once: the worker that was second finds nothing to do", async () => {
    const flow = await insertFlow(database.db);
    await trigger(flow, { id: 1, owner: "anna@contoso.test" });
    await Promise.all([runAll(flow.ctx), runAll(flow.ctx), runAll(flow.ctx)]);
    expect(await pushes(flow)).toHaveLength(1);
  });

  it("whose worker dies right after the push was made leaves nothing, and the next sends once", async () => {
    const flow = await insertFlow(database.db);
    const runId = await trigger(flow, { id: 1, owner: "anna@contoso.test" });
    const ref = { publisherId: flow.ctx.publisherId, runId };
    const { sendFromFlow } = await import("./runs/connector-sender");
    const dying: FlowTools = {
      ...{ db: database.db, clock: () => new Date() },
      send: async (ctx, request) => {
        await sendFromFlow(ctx, request);
        // As kill -9 does: the connection is gone in the middle of the transaction.
        await ctx.db.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
        throw new Error("unreachable");
      },
    };
    const own = connect(database.url, { max: 1, name: "dying" });
    await expect(executeRun({ ...dying, db: own.db as Database }, ref)).rejects.toThrow();
    await own.close();
    expect(await pushes(flow)).toEqual([]);
    await runAll(flow.ctx);
    await runAll(flow.ctx);
    expect(await pushes(flow)).toHaveLength(1);
  });
});

it("a flow that is saved with an error does not stay on, and says which; the last request is what a test starts from", async () => {
  const flow = await insertFlow(database.db);
  await trigger(flow, { id: 7, owner: "anna@contoso.test" });
  const { definition, name, version, lastInput } = await flowById(flow.ctx, { id: flow.id });
  expect(lastInput).toEqual({ id: 7, owner: "anna@contoso.test" });
  const fine = await saveFlow(flow.ctx, { id: flow.id, name, definition, version });
  expect(fine).toEqual({ version: 2, isTurnedOff: false });
  const broken = { ...definition, action: { ...definition.action, recipients: [""] } };
  const saved = await saveFlow(flow.ctx, { id: flow.id, name, definition: broken, version: 2 });
  expect(saved).toEqual({ version: 3, isTurnedOff: true });
  expect(await flowById(flow.ctx, { id: flow.id })).toMatchObject({
    isOn: false,
    offReason: "Off until this is mended: No recipient",
  });
});

describe("what goes wrong", () => {
  const obstacle = (error: AppError) => async (): Promise<FlowPushAccepted> =>
    Promise.reject(error);

  it("and will pass is tried again with growing pauses, then failed", async () => {
    const flow = await insertFlow(database.db);
    const runId = await trigger(flow, { id: 1, owner: "anna@contoso.test" });
    const ref = { publisherId: flow.ctx.publisherId, runId };
    const send = obstacle(new AppError("unavailable", "The directory does not answer."));
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await executeRun({ db: database.db, clock: () => new Date(), send }, ref);
      const [run] = await history(flow);
      expect(run).toMatchObject({ attempts: attempt, status: attempt < 5 ? "waiting" : "failed" });
    }
    const { rows } = await database.db.execute<{ pause: string }>(sql`
      select round(extract(epoch from run_at - created_at))::int as pause from graphile_worker.jobs
      where key like ${`flow-run-again:${flow.ctx.publisherId}:%`} order by 1`);
    expect(rows.map(({ pause }) => Number(pause))).toEqual([2, 8, 30, 120]);
  });

  it("five times in a row turns the flow off and says so; a success in between starts anew", async () => {
    const flow = await insertFlow(database.db);
    const send = obstacle(new AppError("forbidden", "The connection “Cases” was revoked."));
    const fail = async (n: number) => {
      const runId = await trigger(flow, { id: n, owner: "anna@contoso.test" });
      const tools = { db: database.db, clock: () => new Date(), send };
      await executeRun(tools, { publisherId: flow.ctx.publisherId, runId });
    };
    for (let n = 0; n < 4; n += 1) await fail(n);
    await trigger(flow, { id: 50, owner: "anna@contoso.test" });
    await runAll(flow.ctx);
    for (let n = 4; n < 8; n += 1) await fail(n);
    expect((await flowById(flow.ctx, { id: flow.id })).isOn).toBe(true);
    await fail(9);
    expect(await flowById(flow.ctx, { id: flow.id })).toMatchObject({
      isOn: false,
      offReason: "Off after 5 failures in a row",
    });
    const late = await post(database.db, new Date(), {
      ...{ id: flow.id, secret: flow.secret },
      body: JSON.stringify({ id: 10 }),
    });
    expect(late.status).toBe(409);
  });

  it("nobody named is a failure with its reason", async () => {
    const flow = await insertFlow(database.db);
    await trigger(flow, { id: 1 });
    await runAll(flow.ctx);
    expect((await history(flow))[0]).toMatchObject({
      status: "failed",
      detail: "Nobody was named: every recipient was empty.",
    });
  });
});

describe("guards", () => {
  it("over the hour's limit a run is skipped and said", async () => {
    const flow = await insertFlow(database.db, { mostPerHour: 2 });
    for (let n = 0; n < 4; n += 1) await trigger(flow, { id: n, owner: "anna@contoso.test" });
    await runAll(flow.ctx);
    const statuses = (await history(flow)).map(({ status }) => status).sort();
    expect(statuses).toEqual(["sent", "sent", "skipped", "skipped"]);
  });

  it("a flow whose push triggers itself is turned off after ten circles", async () => {
    const flow = await insertFlow(database.db);
    for (let n = 0; n < 12; n += 1) {
      // The same record comes back, as when opening the app writes it.
      await trigger(flow, { id: 7, owner: "anna@contoso.test", n });
    }
    await runAll(flow.ctx);
    expect(await pushes(flow)).toHaveLength(10);
    const stored = await flowById(flow.ctx, { id: flow.id });
    expect(stored).toMatchObject({
      isOn: false,
      offReason: expect.stringMatching(/triggers itself/),
    });
  });

  it("ten different cases are no circle", async () => {
    const flow = await insertFlow(database.db);
    for (let n = 0; n < 14; n += 1) await trigger(flow, { id: n, owner: "anna@contoso.test" });
    await runAll(flow.ctx);
    expect(await pushes(flow)).toHaveLength(14);
  });

  it("a flow that is off runs nothing that waits, and a changed one runs what was accepted", async () => {
    const flow = await insertFlow(database.db);
    await trigger(flow, { id: 1, owner: "anna@contoso.test" });
    const { definition } = await flowById(flow.ctx, { id: flow.id });
    const message = "Changed {id}";
    await updateFlow(flow.ctx, {
      ...{ id: flow.id, version: 1, name: "New case" },
      definition: { ...definition, action: { ...definition.action, message } },
    });
    await runAll(flow.ctx);
    expect((await pushes(flow))[0]?.message).toBe("Case 1 is yours.");
    await trigger(flow, { id: 2, owner: "anna@contoso.test" });
    await setFlowState(flow.ctx, { id: flow.id, isOn: false });
    await runAll(flow.ctx);
    expect((await history(flow))[0]).toMatchObject({
      status: "skipped",
      detail: "The flow was off.",
    });
  });

  it("a version that is not the newest is not overwritten", async () => {
    const flow = await insertFlow(database.db);
    const { definition } = await flowById(flow.ctx, { id: flow.id });
    const change = { id: flow.id, version: 1, name: "Other", definition };
    await updateFlow(flow.ctx, change);
    await expect(updateFlow(flow.ctx, change)).rejects.toThrow(/changed this flow meanwhile/);
  });

  it("what the checker calls an error keeps it from being turned on, not from being saved", async () => {
    const flow = await insertFlow(database.db, { trigger: { kind: "segment", groupId: null } });
    await expect(turnOn(flow.ctx, { id: flow.id })).rejects.toThrow(/No segment/);
  });
});

describe("replay and test", () => {
  it("a replay runs the same input with today's version and says which", async () => {
    const flow = await insertFlow(database.db, onlyEurope);
    await trigger(flow, { id: 1, owner: "anna@contoso.test", region: "US", deep: { x: 1 } });
    await runAll(flow.ctx);
    const [old] = await history(flow);
    const { definition } = await flowById(flow.ctx, { id: flow.id });
    await updateFlow(flow.ctx, {
      ...{ id: flow.id, version: 1, name: "New case" },
      definition: { ...definition, condition: { mode: "all", rows: [] } },
    });
    const { version } = await replayRun(flow.ctx, { id: flow.id, runId: old?.id ?? 0 });
    expect(version).toBe(2);
    await runAll(flow.ctx);
    const replayed = (await history(flow)).find(({ cause }) => cause === "replay");
    expect(replayed).toMatchObject({
      ...{ status: "sent", cause: "replay", replayOf: old?.id, version: 2 },
      input: { id: 1, region: "US", "deep.x": 1 },
    });
  });

  it("a test runs also while the flow is off, and counts for no limit of failures", async () => {
    const flow = await insertFlow(database.db);
    await setFlowState(flow.ctx, { id: flow.id, isOn: false });
    for (let n = 0; n < 6; n += 1) await testFlow(flow.ctx, { id: flow.id, sample: { id: n } });
    await testFlow(flow.ctx, { id: flow.id, sample: { id: 9, owner: "anna@contoso.test" } });
    await runAll(flow.ctx);
    expect((await history(flow))[0]).toMatchObject({ status: "sent", cause: "test" });
    expect((await flowById(flow.ctx, { id: flow.id })).offReason).toBeNull();
  });
});

describe("other triggers", () => {
  it("a schedule that was missed runs once, and is due again in the future", async () => {
    const flow = await insertFlow(database.db, {
      trigger: { kind: "schedule", schedule: { unit: "minutes", every: 5 } },
    });
    const past = new Date(Date.now() - 3_600_000);
    const own = and(eq(flows.publisherId, flow.ctx.publisherId), eq(flows.id, flow.flowId));
    await database.db.update(flows).set({ nextAt: past }).where(own);
    const ref = { publisherId: flow.ctx.publisherId, flowId: flow.flowId };
    await Promise.all([1, 2, 3].map(() => startDue(database.db, ref, new Date())));
    const runs = await history(flow);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ cause: "schedule", input: { at: past.toISOString() } });
    const [row] = await database.db.select().from(flows).where(own);
    expect(row?.nextAt?.getTime()).toBeGreaterThan(Date.now());
  });

  it("somebody who enters a segment starts it; who was there before does not", async () => {
    const flow = await insertFlow(database.db, { trigger: { kind: "segment", groupId: 1 } });
    const { publisherId } = flow.ctx;
    const { rows: people } = await database.db.execute<{ id: string; email: string }>(sql`
      select id, email from customers where publisher_id = ${publisherId} and email is not null order by id limit 2`);
    const [old, entering] = people.map(({ id }) => Number(id));
    const { rows: made } = await database.db.execute<{ id: string }>(sql`
      insert into customer_groups (publisher_id, kind, name, app_id, rule, created_by, updated_by)
      values (${publisherId}, 'segment', 'Players', ${flow.company.app.id}, '{}', 'Ana', 'Ana') returning id`);
    const groupId = Number(made[0]?.id);
    const { definition } = await flowById(flow.ctx, { id: flow.id });
    await updateFlow(flow.ctx, {
      ...{ id: flow.id, version: 1, name: "Welcome" },
      definition: { ...definition, trigger: { kind: "segment", groupId } },
    });
    const snapshot = async (ids: (number | undefined)[]) => {
      const { rows } = await database.db.execute<{ id: string }>(sql`
        insert into group_snapshots (publisher_id, group_id, rule_version, rule, size, computed_at)
        values (${publisherId}, ${groupId}, 1, '{}', ${ids.length}, now()) returning id`);
      const id = Number(rows[0]?.id);
      await database.db.execute(sql`
        insert into group_snapshot_members (publisher_id, snapshot_id, first_id, last_id, customer_ids, count)
        values (${publisherId}, ${id}, ${ids[0]}, ${ids.at(-1)}, ${`{${ids.join(",")}}`}::bigint[], ${ids.length})`);
      await database.db.execute(
        sql`update customer_groups set snapshot_id = ${id} where publisher_id = ${publisherId} and id = ${groupId}`,
      );
      await startDue(database.db, { publisherId, flowId: flow.flowId }, new Date());
    };
    await snapshot([old]);
    expect(await history(flow)).toEqual([]);
    await snapshot([old, entering]);
    const runs = await history(flow);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      cause: "segment",
      input: { email: people[1]?.email, segment: "Players" },
    });
    const { rows: many } = await database.db.execute<{ id: string }>(sql`
      insert into customers (publisher_id, external_id)
      select ${publisherId}, 'entering ' || n from generate_series(1, 1200) n returning id`);
    const all = [old, entering, ...many.map(({ id }) => Number(id))];
    await snapshot(all);
    // In turns, also when the segment is computed anew between them; nobody twice.
    await snapshot(all);
    await startDue(database.db, { publisherId, flowId: flow.flowId }, new Date());
    const { rows: counted } = await database.db.execute<{ runs: string; people: string }>(sql`
      select count(*) as runs, count(distinct input->>'customer') as people from flow_runs
      where publisher_id = ${publisherId} and flow_id = ${flow.flowId}`);
    expect(counted[0]).toEqual({ runs: "1201", people: "1201" });
  });

  it("a purchase in the app it waits for starts it, in another app not", async () => {
    const flow = await insertFlow(database.db, { trigger: { kind: "purchase", appId: null } });
    const { definition } = await flowById(flow.ctx, { id: flow.id });
    const appId = flow.company.app.id;
    await updateFlow(flow.ctx, {
      ...{ id: flow.id, version: 1, name: "Thanks" },
      definition: { ...definition, trigger: { kind: "purchase", appId } },
    });
    await startByPurchase(flow.ctx, { appId: appId + 1, externalId: "x", amountCents: 100 });
    expect(await history(flow)).toEqual([]);
    await startByPurchase(flow.ctx, { appId, externalId: "x", amountCents: 199 });
    expect((await history(flow))[0]).toMatchObject({
      cause: "purchase",
      input: { amount: 1.99, customer: "x", app: flow.company.app.name },
    });
    expect(await database.db.$count(flowRuns, eq(flowRuns.publisherId, flow.ctx.publisherId))).toBe(
      1,
    );
  });
});
