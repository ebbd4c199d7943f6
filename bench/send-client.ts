import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Dispatcher, Pool } from "undici";
import { emulatorChannel } from "@/emulators/wns/channel";
import type { PushAnswer, PushAuth } from "@/server/providers/provider";
import { createSender } from "@/server/providers/send";
import { wns } from "@/server/providers/wns";

/**
 * How fast is our sender, without any database, against the bare HTTP client? Both post the same bytes to the
 * same emulator over as many connections, each with one request at a time.
 */

const packageSid = "ms-app://s-1-15-2-1000000001-2000000002-3000000003-4000000004";
const credentials = { flow: "legacy", packageSid, secret: "bench" } as const;

export interface ClientLoad {
  emulatorPort: number;
  count: number;
  connections: number;
  /** The n-th body. */
  payload: (n: number) => string;
}

export interface ClientReading {
  perSecond: number;
  /** This process's own processor time, which a busy machine stretches less than the wall clock. */
  cpuMicrosecondsEach: number;
}

/** `dispatch` is undici's quickest form and the stricter baseline, `request` the one its manual shows first. */
export type BareForm = "dispatch" | "request";

/** The bare client: undici alone, headers made once, nothing kept, no outcome read. */
export async function measureBareClient(
  load: ClientLoad,
  form: BareForm = "dispatch",
): Promise<ClientReading> {
  const { connections, emulatorPort } = load;
  const pool = new Pool(`http://127.0.0.1:${emulatorPort}`, {
    connections,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const auth = await authorize(emulatorPort);
  const { headers } = wns.request(
    { kind: "toast", payload: "", ttlSeconds: 3_600 },
    channel(0),
    auth,
  );
  const { "Content-Length": _length, ...shared } = headers;
  const options = (n: number) => ({
    method: "POST" as const,
    path: channel(n).path,
    headers: { ...shared, Host: "cloud.notify.windows.com" },
    body: load.payload(n),
  });
  const reading = await measure(load, (n, done) => {
    if (form === "request") {
      pool.request(options(n)).then(({ body }) => body.dump().then(done));
    } else {
      pool.dispatch(options(n), new BareHandler(done));
    }
  });
  await pool.close();
  return reading;
}

/** Ours: request built, sent, answer read into an outcome, everything guarded. */
export async function measureSender(load: ClientLoad): Promise<ClientReading> {
  const { connections, emulatorPort } = load;
  const sender = createSender({ reroute: { host: "127.0.0.1", port: emulatorPort }, connections });
  const auth = await authorize(emulatorPort);
  const reading = await measure(load, (n, done) => {
    const message = { kind: "toast" as const, payload: load.payload(n), ttlSeconds: 3_600 };
    sender.send(wns.request(message, channel(n), auth), (answer: PushAnswer) => {
      const outcome = wns.outcome(answer, 0);
      if (outcome.kind !== "sent") {
        throw new Error(`A push was not sent: ${JSON.stringify(outcome)}`);
      }
      done();
    });
  });
  await sender.close();
  return reading;
}

const channels = Array.from({ length: 1_000 }, (_, n) => {
  const uri = emulatorChannel({ packageSid, n });
  return { channel: uri, path: uri.slice("https://cloud.notify.windows.com".length) };
});

function channel(n: number): { channel: string; path: string } {
  return channels[n % channels.length] as { channel: string; path: string };
}

class BareHandler implements Dispatcher.DispatchHandler {
  constructor(private readonly done: () => void) {}
  onRequestStart() {}
  onResponseStart(_controller: Dispatcher.DispatchController, status: number) {
    if (status !== 200) {
      throw new Error(`The bare client was answered ${status}`);
    }
  }
  onResponseData() {}
  onResponseEnd() {
    this.done();
  }
  onResponseError(_controller: Dispatcher.DispatchController, error: Error) {
    throw error;
  }
}

async function authorize(port: number): Promise<PushAuth> {
  const sender = createSender({ reroute: { host: "127.0.0.1", port } });
  const result = await wns.authorize(credentials, sender.exchange, Date.now());
  await sender.close();
  if (result.kind !== "ready") {
    throw new Error(`No token: ${JSON.stringify(result)}`);
  }
  return result.auth;
}

/** As many in flight as there are connections, so that neither side gains by queueing. */
function measure(load: ClientLoad, post: (n: number, done: () => void) => void) {
  const { count, connections } = load;
  return new Promise<ClientReading>((resolve) => {
    const cpu = process.cpuUsage();
    const started = performance.now();
    let posted = 0;
    let finished = 0;
    const next = () => {
      if (posted < count) {
        post(posted++, done);
      }
    };
    const done = () => {
      finished += 1;
      if (finished < count) {
        next();
        return;
      }
      const { user, system } = process.cpuUsage(cpu);
      resolve({
        perSecond: count / ((performance.now() - started) / 1_000),
        cpuMicrosecondsEach: (user + system) / count,
      });
    };
    for (let index = 0; index < connections; index += 1) {
      next();
    }
  });
}

/** The emulator in a process of its own, as in production's demo. Ends with `stop`. */
export async function startEmulatorProcess(): Promise<{ port: number; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "herald-bench-emulator-"));
  const port = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", "emulators/main.ts"], {
    env: { ...process.env, EMULATOR_PORT: String(port), EMULATOR_DATA: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => {
          rmSync(folder, { recursive: true });
          resolve();
        });
        child.kill();
      }),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

const rounds = 7;

/** Rounds in turn, because the machine's other work comes and goes; the median of the pairs' ratios. */
async function main(): Promise<void> {
  const emulator = await startEmulatorProcess();
  const load: ClientLoad = {
    emulatorPort: emulator.port,
    count: 20_000,
    connections: 20,
    payload: (n) =>
      `<toast launch="a=1;__ntk=${n}"><visual><binding template="ToastGeneric"><text>Hello</text><text>${"x".repeat(400)}</text></binding></visual></toast>`,
  };
  const ratios = { dispatch: [] as number[], request: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const dispatch = await measureBareClient(load, "dispatch");
    const request = await measureBareClient(load, "request");
    const ours = await measureSender(load);
    ratios.dispatch.push(ours.perSecond / dispatch.perSecond);
    ratios.request.push(ours.perSecond / request.perSecond);
    console.log(
      [
        ["undici dispatch", dispatch],
        ["undici request", request],
        ["our sender", ours],
      ]
        .map(([name, reading]) => `${name} ${line(reading as ClientReading)}`)
        .join(" | "),
    );
  }
  console.log(`ratio to undici dispatch: ${median(ratios.dispatch).toFixed(2)}`);
  console.log(`ratio to undici request:  ${median(ratios.request).toFixed(2)}`);
  await emulator.stop();
}

function line({ perSecond, cpuMicrosecondsEach }: ClientReading): string {
  return `${perSecond.toFixed(0)}/s, ${cpuMicrosecondsEach.toFixed(1)} µs`;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main();
}
