import { randomBytes } from "node:crypto";
import { connect } from "@/db/connect";
import { env, isDemo, required } from "@/server/env";
import { log } from "@/server/log";
import { createSender } from "@/server/providers/send";
import { Engine, engineDefaults } from "./engine";
import { startRunner } from "./runner";
import { isPassing } from "./slice/patience";

/** The worker process: `node --import tsx server/delivery/main.ts`, any number of them on any host. */

/** P28: whoever asked us to stop is not kept waiting, whatever hangs. */
const stopWithinMs = 14_000;
const connectionsPerOrigin = 64;
const shards = 64;

const name = env()
  .HERALD_WORKER_NAME.replace(/[^\w.-]/g, "_")
  .slice(0, 40);
const owner = `${name}-${randomBytes(6).toString("hex")}`;
const databaseUrl = required("DATABASE_URL");
// Fail now and not at the first delivery.
required("HERALD_TRACKING_KEY");
required("HERALD_SEALING_PRIVATE_KEY");

const connection = connect(databaseUrl, { max: 12, name: owner });
const reroute = isDemo() ? { host: "127.0.0.1", port: env().EMULATOR_PORT } : undefined;
const sender = createSender({ reroute, connections: connectionsPerOrigin });
const engine = new Engine({
  ...engineDefaults,
  connection,
  sender,
  owner,
  shard: shardOf(name),
});
engine.startHeartbeat();
const runner = startRunner(engine, databaseUrl);
log.info("The worker looks for work", { owner, demo: isDemo() });

/** The same for each start of one worker, so that its rollup rows stay few; a clash only costs a wait. */
function shardOf(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) % shards;
  return sum * engineDefaults.slots;
}

async function stop(why: string): Promise<void> {
  if (engine.isStopping) return;
  engine.isStopping = true;
  log.info("The worker stops", { owner, why });
  setTimeout(() => process.exit(1), stopWithinMs).unref();
  await runner.stop();
  await engine.close();
  await sender.close();
  await connection.close();
  process.exit(0);
}

// graphile-worker 0.17 does not wait for its note that a job is done: when the connection breaks just then, nobody
// else hears of it. The job stays locked and is handed out again later; what it did is in our own rows.
process.on("unhandledRejection", (error) => {
  if (!isPassing(error)) throw error;
  log.warn("A finished job could not be noted as finished", { error });
});
process.on("SIGTERM", () => void stop("SIGTERM"));
process.on("SIGINT", () => void stop("SIGINT"));
// The supervisor's channel: a worker does not outlive a supervisor that was killed.
process.on("disconnect", () => void stop("the supervisor is gone"));
// It may have been killed while this process was still loading; false only where there was a channel.
if (process.connected === false) void stop("the supervisor is gone");
