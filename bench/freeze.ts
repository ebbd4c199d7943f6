import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Connection, connect } from "@/db/connect";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { insertDue, insertSendable, workerKeys } from "@/db/testing/sendable";
import type { Context } from "@/server/context";
import { freezeNotification } from "@/server/delivery/freeze";
import { emptySchedule, type Schedule } from "@/server/notifications/schema";

/** How long does the freeze take, by what it has to decide? "At once" is the baseline of the same run. */

interface Mode {
  name: string;
  schedule?: Partial<Schedule>;
  template?: "update";
  holdOutPercent?: number;
  /** SQL on the publisher before. */
  publisher?: string;
}

const zones = Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/"));
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const local = { immediately: false, date: tomorrow, time: "09:00", zone: "local" } as const;
const plain =
  "quiet_from = null, quiet_to = null, frequency_cap_count = null, frequency_cap_minutes = null";

const warmUp: Mode = { name: "warm-up" };
const modes: Mode[] = [
  { name: "at once" },
  { name: `each customer's local time, ${zones.length} zones`, schedule: local },
  {
    name: "local time with quiet hours",
    schedule: local,
    publisher: "quiet_from = '22:00', quiet_to = '08:00'",
  },
  { name: "prompt for update, spread over a day", template: "update" },
  { name: "hold-out of 5%", holdOutPercent: 5 },
  {
    name: "frequency cap of two, everybody got one before",
    publisher: "frequency_cap_count = 2, frequency_cap_minutes = 1440",
  },
  {
    name: "frequency cap of one, everybody is over it",
    publisher: "frequency_cap_count = 1, frequency_cap_minutes = 1440",
  },
  {
    name: "the same in local time with quiet hours",
    schedule: local,
    publisher:
      "frequency_cap_count = 1, frequency_cap_minutes = 2880, quiet_from = '22:00', quiet_to = '08:00'",
  },
];

export interface FreezeReading {
  name: string;
  milliseconds: number;
  /** Of Postgres' own process, which a busy machine stretches less than the wall clock; 0 where there is no /proc. */
  cpuMilliseconds: number;
  ratio: number;
  frozen: number;
  slices: number;
}

export async function measureFreeze(registrations: number): Promise<FreezeReading[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "herald-bench-"));
  // Closed as mkdtemp makes it, root's Postgres would keep its files outside, where nobody removes them.
  chmodSync(dataDir, 0o755);
  Object.assign(process.env, workerKeys);
  const database = await startEmbedded({ dataDir });
  const connection = connect(database.url, { max: 1, statementTimeoutMs: 0, name: "bench" });
  try {
    await migrate(database.url);
    const { ctx, appId } = await insertSendable(connection, {
      devices: registrations,
      notification: { status: "draft" },
    });
    await spreadOverZones(connection);
    // The first after the load reads cold pages.
    await measureMode({ connection, ctx, appId }, warmUp);
    const readings: FreezeReading[] = [];
    for (const mode of modes) {
      const reading = await measureMode({ connection, ctx, appId }, mode);
      readings.push({
        ...reading,
        ratio: reading.milliseconds / (readings[0] ?? reading).milliseconds,
      });
    }
    return readings;
  } finally {
    await connection.close();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function spreadOverZones({ pool }: Connection): Promise<void> {
  await pool.query(
    `update registrations
     set time_zone = ($1::text[])[1 + (hashint8(id) & 2147483647) % cardinality($1::text[])]`,
    [zones],
  );
  await pool.query("vacuum analyze");
}

interface Scene {
  connection: Connection;
  ctx: Context;
  appId: number;
}

async function measureMode({ connection, ctx, appId }: Scene, mode: Mode) {
  const { pool, db } = connection;
  await pool.query(`update publishers set ${plain}`);
  if (mode.publisher) await pool.query(`update publishers set ${mode.publisher}`);
  const ref = await insertDue(ctx, appId, {
    schedule: { ...emptySchedule, ...mode.schedule },
    ...(mode.template ? { template: mode.template } : {}),
    holdOutPercent: mode.holdOutPercent ?? 0,
  });
  const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  const pid = rows[0]?.pid ?? 0;
  const cpu = cpuOf(pid);
  const started = performance.now();
  const frozen = await freezeNotification(db, ref);
  const milliseconds = performance.now() - started;
  const cpuMilliseconds = cpuOf(pid) - cpu;
  // Left as if it had been sent: the cap has something to look at, the next freeze no open slices.
  await pool.query(
    `insert into deliveries (publisher_id, notification_id, registration_id, app_id, at, status, reason,
       provider_status, attempts, language)
     select s.publisher_id, s.notification_id, r.id, s.app_id, now(), 1, 0, 200, 1, 'en-US'
     from slices s cross join unnest(s.registration_ids) as r (id)
     where s.notification_id = $1 and $2`,
    [ref.notificationId, mode.name === "at once"],
  );
  await pool.query(
    "update slices set status = 'done', recorded = length where notification_id = $1",
    [ref.notificationId],
  );
  await pool.query(
    `update notifications set status = 'completed', finished_at = case when $2 then now() else now() - interval '9 days' end
     where id = $1`,
    [ref.notificationId, mode.name === "at once"],
  );
  await pool.query("analyze deliveries");
  return {
    name: mode.name,
    milliseconds,
    cpuMilliseconds,
    frozen: frozen?.frozen ?? 0,
    slices: frozen?.slices ?? 0,
  };
}

/** Fields 14 and 15 of /proc/PID/stat, counted behind the command's name; a tick is 10 ms. */
function cpuOf(pid: number): number {
  if (process.platform !== "linux") return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function main(): Promise<void> {
  const registrations = Number(process.argv[2] ?? 1_000_000);
  for (const one of await measureFreeze(registrations)) {
    console.log(
      `freeze of ${registrations} ${one.name}: ${(one.milliseconds / 1_000).toFixed(2)} s (${one.ratio.toFixed(2)} × at once), ${(one.cpuMilliseconds / 1_000).toFixed(2)} s of processor time, ${one.frozen} frozen in ${one.slices} slices`,
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
