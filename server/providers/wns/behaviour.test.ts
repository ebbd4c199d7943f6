import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FaultAction, FaultRule } from "@/emulators/faults";
import { type Emulator, startEmulator } from "@/emulators/server";
import { type ChannelState, emulatorChannel } from "@/emulators/wns/channel";
import type { Outcome, PushAuth, PushMessage } from "@/server/providers/provider";
import { createSender, type Sender } from "@/server/providers/send";
import type { WnsCredentials } from "./credentials";
import { createWns } from "./index";

/** P7 for WNS: whatever the far side does over real HTTP, the outcome is the documented one and comes in time. */

const deadlineMs = 400;
const packageSid = "ms-app://s-1-15-2-1-2-3-4";
const credentials: WnsCredentials = { flow: "legacy", packageSid, secret: "right" };
const toast: PushMessage = { kind: "toast", payload: "<toast/>" };

let emulator: Emulator;
let folder: string;
let sender: Sender;
let wns: ReturnType<typeof createWns>;
let auth: PushAuth;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "herald-behaviour-"));
  emulator = await startEmulator({ port: 0, dataFolder: folder, log: "compact", keep: 1_000 });
});

afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  await control("DELETE", "requests");
  sender = createSender({ reroute: { host: "127.0.0.1", port: emulator.port }, deadlineMs });
  wns = createWns();
  auth = await authorize();
});

afterEach(async () => {
  await control("DELETE", "faults");
  await control("DELETE", "apps");
  await sender.close();
});

async function control(method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(`http://127.0.0.1:${emulator.port}/__emulator/${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return response;
}

async function authorize(): Promise<PushAuth> {
  const result = await wns.authorize(credentials, sender.exchange, Date.now());
  if (result.kind !== "ready") {
    throw new Error(`No token: ${JSON.stringify(result)}`);
  }
  return result.auth;
}

function push(channel: string, message = toast, through = sender): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = wns.request(message, { channel }, auth);
    through.send(request, (answer) => resolve(wns.outcome(answer, Date.now())));
  });
}

const channelOf = (state: ChannelState, n = 1) => emulatorChannel({ packageSid, state, n });

async function pushUnder(action: FaultAction, state: ChannelState = "ok"): Promise<Outcome> {
  const plan: FaultRule[] = [{ match: { host: "*.notify.windows.com" }, action }];
  await control("PUT", "faults", plan);
  const outcome = await push(channelOf(state));
  const [rule] = (await (await control("GET", "faults")).json()) as { struck: number }[];
  expect(rule?.struck, "the fault happened, once").toBe(1);
  return outcome;
}

async function seen(): Promise<{ url: string; headers: string[]; host: string }[]> {
  const text = await (await control("GET", "requests")).text();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe("what WNS answers", () => {
  it.each([
    ["ok", "sent", 200],
    ["dropped", "rejected", 200],
    ["channelthrottled", "retry", 200],
    ["expired", "channel_expired", 410],
    ["unknown", "channel_expired", 404],
    ["blocked", "halted", 410],
    ["throttled", "retry", 406],
    ["error", "retry", 500],
    ["unavailable", "retry", 503],
  ] as const)("a channel that is %s becomes %s (%i)", async (state, kind, status) => {
    expect(await push(channelOf(state))).toMatchObject({ kind, status });
  });

  it("reads the status under both names and in any case", async () => {
    const outcomes = [];
    for (let n = 0; n < 8; n += 1) {
      outcomes.push((await push(channelOf("ok", n))).kind);
    }
    expect(outcomes).toEqual(Array(8).fill("sent"));
  });

  it.each([
    [400, "disputed"],
    [401, "stale_auth"],
    [403, "disputed"],
    [404, "channel_expired"],
    [405, "rejected"],
    [406, "retry"],
    [410, "channel_expired"],
    [411, "rejected"],
    [413, "rejected"],
    [429, "retry"],
    [500, "retry"],
    [502, "unknown"],
    [503, "retry"],
    [504, "unknown"],
    [200, "unknown"],
    [202, "unknown"],
  ])("a bare %i becomes %s", async (status, kind) => {
    expect(await pushUnder({ status })).toMatchObject({ kind, status });
  });

  it("does not follow a redirect with the token in hand (T4)", async () => {
    const headers = { Location: "https://other.notify.windows.com/?token=x" };
    expect(await pushUnder({ status: 307, headers })).toMatchObject({ kind: "rejected" });
    expect(await seen()).toHaveLength(2);
  });

  it("5000 bytes pass, 5001 do not", async () => {
    const of = (bytes: number) => ({ ...toast, payload: "x".repeat(bytes) });
    expect((await push(channelOf("ok"), of(5_000))).kind).toBe("sent");
    expect(await push(channelOf("ok"), of(5_001))).toMatchObject({
      kind: "rejected",
      reason: "provider_too_large",
    });
  });

  it("another app's channel is foreign", async () => {
    const foreign = emulatorChannel({ packageSid: "ms-app://s-1-15-2-9-9-9-9", n: 1 });
    expect(await push(foreign)).toMatchObject({ kind: "disputed", reason: "provider_wrong_app" });
  });
});

describe("Retry-After", () => {
  it.each([
    ["0", 1_000],
    ["5", 5_000],
    ["1000000000", 3_600_000],
    ["Sun, 22 Nov 2020 12:00:00 GMT", 1_000],
    ["-1", undefined],
    ["garbage", undefined],
    ["1e9", undefined],
  ])("%s becomes %s", async (value, afterMs) => {
    const outcome = await pushUnder({ status: 406, headers: { "Retry-After": value } });
    expect(outcome).toMatchObject({ kind: "retry", reason: "provider_throttled" });
    expect(outcome.kind === "retry" && outcome.afterMs).toBe(afterMs);
  });

  it("as a date is read as the time left", async () => {
    const outcome = await push(channelOf("throttled", 2));
    expect(outcome.kind === "retry" && outcome.afterMs).toBeGreaterThanOrEqual(1_000);
    expect(outcome.kind === "retry" && outcome.afterMs).toBeLessThanOrEqual(3_000);
  });
});

describe("a far side that breaks off", () => {
  it.each([
    { reset: "before" },
    { reset: "after" },
    { halfClose: "before" },
    { halfClose: "after" },
  ] satisfies FaultAction[])("%j leaves it unknown, whether or not it arrived", async (action) => {
    expect(await pushUnder(action)).toMatchObject({ kind: "unknown", reason: "no_answer" });
  });

  it("answers again on a new connection after a reset", async () => {
    await pushUnder({ reset: "after" });
    await control("DELETE", "faults");
    expect((await push(channelOf("ok"))).kind).toBe("sent");
  });

  it("a port that nobody listens on may be tried again", async () => {
    const nobody = createSender({ reroute: { host: "127.0.0.1", port: await freePort() } });
    expect(await push(channelOf("ok"), toast, nobody)).toMatchObject({
      kind: "retry",
      reason: "connection_refused",
    });
    await nobody.close();
  });
});

describe("a far side that takes its time", () => {
  it.each([
    { hang: true },
    { drip: { part: "headers", everyMs: 20 } },
    { drip: { part: "body", everyMs: 20 } },
    { delayMs: 5_000 },
  ] satisfies FaultAction[])("%j ends at the deadline", async (action) => {
    const started = performance.now();
    expect(await pushUnder(action)).toMatchObject({ kind: "unknown", detail: "timeout" });
    const took = performance.now() - started;
    expect(took).toBeGreaterThanOrEqual(deadlineMs - 50);
    expect(took).toBeLessThan(deadlineMs + 2_000);
  });

  it("a silent accept ends at the deadline too", async () => {
    const { server, port, sockets } = await listenSilently();
    const silent = createSender({ reroute: { host: "127.0.0.1", port }, deadlineMs });
    expect(await push(channelOf("ok"), toast, silent)).toMatchObject({ kind: "unknown" });
    expect(sockets.size).toBe(1);
    await silent.close();
    await stop(server, sockets);
  });

  it("what waited for a connection until the deadline was never written and may be tried again", async () => {
    const { server, port, sockets } = await listenSilently();
    const options = { reroute: { host: "127.0.0.1", port }, deadlineMs, connections: 1 };
    const narrow = createSender(options);
    const outcomes = await Promise.all(
      [1, 2, 3].map((n) => push(channelOf("ok", n), toast, narrow)),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(["unknown", "retry", "retry"]);
    await narrow.close();
    await stop(server, sockets);
  });
});

describe("a far side that answers too much", () => {
  it("breaks off 1 GB at 64 KB and holds no memory for it", async () => {
    const before = process.memoryUsage().rss;
    const outcome = await pushUnder({ hugeBody: 1024 ** 3 });
    expect(outcome).toMatchObject({ kind: "unknown", detail: "too_large" });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 ** 2);
  });

  it("does not unpack a gzip bomb and has not asked for it", async () => {
    expect((await pushUnder({ gzip: 4 * 1024 ** 2 })).kind).toBe("sent");
    const [, request] = await seen();
    const { headers = [] } = request ?? {};
    const index = headers.findIndex((name) => name.toLowerCase() === "accept-encoding");
    expect(headers[index + 1]).toBe("identity");
  });

  it("breaks off headers beyond 16 KB", async () => {
    const outcome = await pushUnder({ headers: { "X-Long": "x".repeat(20_000) } });
    expect(outcome).toMatchObject({ kind: "unknown", detail: "too_large" });
  });
});

describe("tokens", () => {
  it("one that goes stale in the middle of a run is renewed once for all who hear 401", async () => {
    expect((await push(channelOf("ok"))).kind).toBe("sent");
    await control("DELETE", "tokens");
    const stale = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const outcome = await push(channelOf("ok", n));
        expect(outcome.kind).toBe("stale_auth");
        return auth;
      }),
    );
    const renewed = await Promise.all(
      stale.map((old) => {
        wns.forget(credentials, old);
        return authorize();
      }),
    );
    expect(new Set(renewed.map(({ header }) => header)).size).toBe(1);
    auth = renewed[0] as PushAuth;
    expect((await push(channelOf("ok"))).kind).toBe("sent");
    const counts = await (await control("GET", "count")).json();
    expect(counts.providers.login).toBe(2);
  });

  it("fifty who ask at once cost one request", async () => {
    wns = createWns();
    await control("DELETE", "requests");
    await Promise.all(Array.from({ length: 50 }, authorize));
    expect(await seen()).toHaveLength(1);
  });

  it.each([
    { ...credentials, secret: "wrong secret" },
    {
      flow: "entra",
      tenantId: "contoso.example",
      clientId: "11111111-2222-3333-4444-555555555555",
      secret: "wrong",
    },
  ] satisfies WnsCredentials[])("a wrong secret halts in the $flow flow", async (wrong) => {
    const result = await wns.authorize(wrong, sender.exchange, Date.now());
    expect(result).toMatchObject({ kind: "halted", reason: "provider_unauthorized" });
  });

  it("Entra's token sends to channels of its client ID", async () => {
    const clientId = "11111111-2222-3333-4444-555555555555";
    const entra: WnsCredentials = { flow: "entra", tenantId: "t", clientId, secret: "s" };
    const result = await wns.authorize(entra, sender.exchange, Date.now());
    if (result.kind !== "ready") {
      throw new Error("No token");
    }
    auth = result.auth;
    expect((await push(emulatorChannel({ clientId, n: 1 }))).kind).toBe("sent");
  });
});

describe("what leaves", () => {
  it("is the URI byte for byte, at the Host it names", async () => {
    const uri = emulatorChannel({ packageSid, n: 77, host: 1 });
    expect(uri).toMatch(/%2b%2f/);
    expect((await push(uri)).kind).toBe("sent");
    const [, request] = await seen();
    expect(`https://${request?.host}${request?.url}`).toBe(uri);
  });

  it("a token never goes to a host that is not WNS (T3)", async () => {
    const evil = "https://evil.example/?x=.notify.windows.com";
    expect(wns.refuseChannel(evil)).toBe("channel_host_refused");
    expect(() => wns.request(toast, { channel: evil }, auth)).toThrow();
    expect((await seen()).map(({ host }) => host)).toEqual(["login.live.com"]);
  });

  it("has a new correlation vector in every request, a length and no chunks", async () => {
    await Promise.all([1, 2, 3].map((n) => push(channelOf("ok", n))));
    const pushes = (await seen()).slice(1).map(({ headers }) => toRecord(headers));
    expect(new Set(pushes.map((headers) => headers["ms-cv"])).size).toBe(3);
    for (const headers of pushes) {
      expect(headers["ms-cv"]).toMatch(/^[A-Za-z0-9+/]{21}[AQgw]\.0$/);
      expect(headers["content-length"]).toBe("8");
      expect(headers).not.toHaveProperty("transfer-encoding");
      expect(headers).not.toHaveProperty("expect");
    }
  });
});

function toRecord(list: string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let index = 0; index < list.length; index += 2) {
    record[String(list[index]).toLowerCase()] = String(list[index + 1]);
  }
  return record;
}

async function listenSilently() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
  });
  const port = await listen(server);
  return { server, port, sockets };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : 0);
    });
  });
}

function stop(server: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) {
    socket.destroy();
  }
  return new Promise((resolve) => server.close(() => resolve()));
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await stop(server, new Set());
  return port;
}
