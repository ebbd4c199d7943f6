import type pg from "pg";
import type { Database } from "@/db/connect";
import { connections, customers } from "@/db/schema";
import { type Company, insertCompany } from "@/db/testing/company";
import { insertSendable, packageSid } from "@/db/testing/sendable";
import { insertRegistration } from "@/db/testing-rows";
import { emulatorChannel } from "@/emulators/wns/channel";
import { AppKeyCache } from "@/server/api/callers";
import { createLimits } from "@/server/api/limits";
import { handleApi } from "@/server/api/router";
import { apiRoutes } from "@/server/api/routes";
import { newPublicId } from "@/server/connector/send/names";
import type { Context } from "@/server/context";
import { createFlow, createSecret, setFlowState } from "@/server/flows/commands";
import { requireFlow } from "@/server/flows/queries";
import { sendFromFlow } from "@/server/flows/runs/connector-sender";
import { executeRun } from "@/server/flows/runs/execute";
import { emptyDefinition, type FlowDefinition } from "@/server/flows/schema";
import { signatureOf } from "@/server/flows/triggers/signature";

/** A company with a flow that is on, and the API's own door to it. */

export const trackingKey = "5e".repeat(32);

export function definitionFor(
  company: Company,
  changes: Partial<FlowDefinition> = {},
): FlowDefinition {
  return {
    ...emptyDefinition,
    action: {
      connectionId: company.connectionId,
      recipients: ["{owner}"],
      message: "Case {id} is yours.",
      openApp: true,
      params: [{ key: "CaseID", value: "{id}" }],
    },
    ...changes,
  };
}

export async function insertFlow(db: Database, changes: Partial<FlowDefinition> = {}) {
  const company = await insertCompany(db);
  const ctx: Context = { ...company.ctx, now: new Date() };
  const { id } = await createFlow(ctx, {
    name: "New case",
    definition: definitionFor(company, changes),
  });
  const { secret, secretId } = await createSecret(ctx, { id });
  await setFlowState(ctx, { id, isOn: true });
  const flow = await requireFlow(ctx, id);
  return { company, ctx, id, flowId: flow.id, secret, secretId };
}

const routes = apiRoutes("https://push.contoso.test");
const limits = createLimits();
// How many calls are taken is not what is asked here.
limits.apiKey.secondsToWait = () => 0;
limits.address.secondsToWait = () => 0;

export interface Signed {
  id: string;
  secret: string;
  body: string | Buffer;
  /** Seconds from the gate's now. */
  skew?: number;
  signature?: string;
  /** What is signed, when it is not what is sent. */
  signedBody?: string | Buffer;
}

/** A signed request through the public API's own door, at `now`. */
export async function post(db: Database, now: Date, call: Signed): Promise<Response> {
  const timestamp = String(Math.floor(now.getTime() / 1_000) + (call.skew ?? 0));
  const signed = Buffer.from(call.signedBody ?? call.body);
  const signature = call.signature ?? `v1=${signatureOf(call.secret, timestamp, signed)}`;
  const request = new Request(`http://localhost/api/v1/flows/${call.id}/trigger`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-herald-timestamp": timestamp,
      "x-herald-signature": signature,
    },
    body: new Uint8Array(Buffer.from(call.body)),
  });
  return handleApi(request, routes, { db, ingest: db, now, limits, appKeys: new AppKeyCache() });
}

/** What a worker would do with everything that waits. */
export async function runAll(ctx: Context, now = new Date()): Promise<void> {
  const { rows } = await ctx.db.execute<{ id: string }>(
    `select id from flow_runs where publisher_id = ${ctx.publisherId} and status = 'waiting' order by id`,
  );
  for (const { id } of rows) {
    const ref = { publisherId: ctx.publisherId, runId: Number(id) };
    await executeRun({ db: ctx.db, clock: () => now, send: sendFromFlow }, ref);
  }
}

export const owner = "anna@contoso.test";

export interface EmulatedFlow {
  ctx: Context;
  flowId: string;
  secret: string;
  connectionId: string;
}

/** A flow whose one person has one device at the WNS emulator, for real workers. */
export async function insertEmulatedFlow(connection: {
  db: Database;
  pool: pg.Pool;
}): Promise<EmulatedFlow> {
  const { ctx, appId } = await insertSendable(connection, { devices: 0 });
  const { publisherId } = ctx;
  const [person] = await connection.db
    .insert(customers)
    .values({ publisherId, email: owner })
    .returning({ id: customers.id });
  const channel = emulatorChannel({ packageSid: packageSid(appId), n: 1 });
  await insertRegistration(ctx, appId, { channel, customerId: person?.id });
  const connectionId = newPublicId("con");
  await connection.db
    .insert(connections)
    .values({ publisherId, appId, publicId: connectionId, name: "Bench", createdBy: "Bench" });
  const { id } = await createFlow(ctx, {
    name: "Bench",
    definition: {
      ...emptyDefinition,
      mostPerHour: 20_000,
      action: {
        ...{ connectionId, recipients: ["{owner}"], message: "Case {id}", openApp: true },
        params: [{ key: "CaseID", value: "{id}" }],
      },
    },
  });
  const { secret } = await createSecret(ctx, { id });
  await setFlowState(ctx, { id, isOn: true });
  return { ctx, flowId: id, secret, connectionId };
}
