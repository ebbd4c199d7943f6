import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Connection, connect } from "@/db/connect";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { type EmulatedFlow, insertEmulatedFlow, owner, post } from "@/db/testing/flows";
import { startFarSide, workerKeys } from "@/db/testing/sendable";
import { startWorkerProcess } from "@/db/testing/worker-process";
import type { Context } from "@/server/context";
import { sendFromFlow } from "@/server/flows/runs/connector-sender";

/**
 * From a signed request at the API's door to the request at the provider on an idle system, against a direct
 * SendPushNotification in the same run: what a flow adds.
 */

const gapMs = 60;

interface Scene extends EmulatedFlow {
  connection: Connection;
  emulatorPort: number;
}

async function measure(count: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "herald-bench-flow-"));
  chmodSync(dataDir, 0o755);
  Object.assign(process.env, workerKeys);
  const database = await startEmbedded({ dataDir });
  const farSide = await startFarSide({ keep: 10_000 });
  const connection = connect(database.url, { max: 4, name: "bench" });
  await migrate(database.url);
  const worker = startWorkerProcess({ databaseUrl: database.url, emulatorPort: farSide.port });
  try {
    const made = await insertEmulatedFlow(connection);
    const scene = { ...made, connection, emulatorPort: farSide.port };
    await run(scene, "warm", 20);
    const direct = await run(scene, "direct", count);
    const flow = await run(scene, "flow", count);
    print("direct call", direct);
    print("flow", flow);
    console.log(
      `flow-latency: p50 of the flow is ${(at(flow, 0.5) / at(direct, 0.5)).toFixed(2)} of the direct call's`,
    );
  } finally {
    await worker.terminate();
    await connection.close();
    await farSide.close();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Milliseconds from the call to the request at the provider; both clocks are this machine's. */
async function run(scene: Scene, name: string, count: number): Promise<number[]> {
  const started = new Map<string, number>();
  for (let n = 0; n < count; n += 1) {
    const id = `${name}-${n}`;
    started.set(id, performance.timeOrigin + performance.now());
    await (name === "direct" ? callDirectly(scene, id) : trigger(scene, id));
    await new Promise((resolve) => setTimeout(resolve, gapMs));
  }
  const times = new Map<string, number>();
  const deadline = Date.now() + 30_000;
  while (times.size < count && Date.now() < deadline) {
    for (const { time, body } of await requests(scene.emulatorPort)) {
      const id = /Case ([a-z]+-\d+)/.exec(body)?.[1];
      const from = id === undefined ? undefined : started.get(id);
      if (id !== undefined && from !== undefined) times.set(id, Math.max(0, time - from));
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (times.size < count)
    throw new Error(`${name}: ${times.size} of ${count} reached the provider`);
  return [...times.values()].sort((a, b) => a - b);
}

async function trigger({ connection, flowId, secret }: Scene, id: string): Promise<void> {
  const body = JSON.stringify({ id, owner });
  const answer = await post(connection.db, new Date(), { id: flowId, secret, body });
  if (answer.status !== 202) throw new Error(await answer.text());
}

async function callDirectly({ connection, ctx, connectionId }: Scene, id: string): Promise<void> {
  const push = {
    recipients: [owner],
    message: `Case ${id}`,
    openApp: true,
    params: { CaseID: id },
  };
  const now = new Date();
  await connection.db.transaction((tx) =>
    sendFromFlow({ ...ctx, db: tx as Context["db"], now }, { connectionId, push }),
  );
}

async function requests(port: number): Promise<{ time: number; body: string }[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/__emulator/requests`);
  return (await answer.text())
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function at(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function print(name: string, times: number[]): void {
  console.log(
    `flow-latency, ${name}: ${times.length} pushes, p50 ${at(times, 0.5).toFixed(0)} ms, p99 ${at(times, 0.99).toFixed(0)} ms`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await measure(Number(process.argv[2] ?? 200));
}
