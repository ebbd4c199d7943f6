import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "./server";
import { emulatorChannel } from "./wns/channel";

const packageSid = "ms-app://s-1-15-2-1-2-3-4";
let folder: string;
let emulator: Emulator;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "herald-emulator-test-"));
  emulator = await start();
});

afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

function start(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  return startEmulator({ port: 0, dataFolder: folder, log: "compact", keep: 100, ...options });
}

const control = (path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${emulator.port}/__emulator/${path}`, init);

async function controlJson(path: string) {
  return (await control(path)).json();
}

/** Writes a request as it is and reads until the far side is silent or done. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(emulator.port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (bytes) => {
      answer += bytes.toString("latin1");
      socket.end();
    });
    // A reset is what some tests ask for; what came before it is the answer.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(answer));
  });
}

function post(url: string, headers: Record<string, string>, body: string): Promise<string> {
  const { host, pathname, search } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  return raw(
    `POST ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n${lines.join("")}${length}\r\n${body}`,
  );
}

async function token(): Promise<string> {
  const form = `grant_type=client_credentials&client_id=${encodeURIComponent(packageSid)}&client_secret=s&scope=notify.windows.com`;
  const type = { "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await post("https://login.live.com/accesstoken.srf", type, form);
  return /"access_token":"([^"]+)"/.exec(answer)?.[1] ?? "";
}

async function push(n: number, tracking: string, bearer: string): Promise<string> {
  const headers = {
    Authorization: `Bearer ${bearer}`,
    "Content-Type": "text/xml",
    "X-WNS-Type": "wns/toast",
  };
  const body = `<toast launch=";__ntk=${tracking}"/>`;
  return post(emulatorChannel({ packageSid, n }), headers, body);
}

describe("the emulator", () => {
  it("serves every host by its Host header and nobody else's", async () => {
    expect(await push(1, "a", await token())).toMatch(/^HTTP\/1\.1 200 /);
    expect(await post("https://push.example/", {}, "x")).toMatch(/^HTTP\/1\.1 421 /);
    expect(await post("https://xnotify.windows.com/", {}, "x")).toMatch(/^HTTP\/1\.1 421 /);
    expect(await controlJson("count")).toEqual({
      total: 4,
      accepted: 1,
      providers: { login: 1, wns: 1, none: 2 },
      statuses: { 200: 2, 421: 2 },
    });
  });

  it("lists what it saw since a number or an instant, up to a limit", async () => {
    const bearer = await token();
    for (const n of [1, 2, 3]) {
      await push(n, `t${n}`, bearer);
    }
    const list = async (query: string) =>
      (await (await control(`requests?${query}`)).text())
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    expect((await list("")).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect((await list("since=2")).map(({ notification }) => notification)).toEqual(["t2", "t3"]);
    expect(await list("since=1&limit=1")).toHaveLength(1);
    expect(await list("since=2100-01-01T00:00:00Z")).toHaveLength(0);
    expect((await list("since=2020-01-01T00:00:00Z"))[1]).toMatchObject({
      provider: "wns",
      method: "POST",
      host: "cloud.notify.windows.com",
      body: '<toast launch=";__ntk=t1"/>',
      answer: { status: 200 },
    });
    expect((await control("requests?since=yesterday")).status).toBe(400);
  });

  it("keeps the most recent in memory and all in the file", async () => {
    await emulator.close();
    emulator = await start({ keep: 2 });
    const bearer = await token();
    for (const n of [1, 2, 3]) {
      await push(n, "t", bearer);
    }
    const kept = (await (await control("requests")).text()).trim().split("\n");
    expect(kept.map((line) => JSON.parse(line).seq)).toEqual([3, 4]);
    await controlJson("duplicates");
    expect(readFileSync(join(folder, "requests.log"), "utf8").trim().split("\n")).toHaveLength(4);
  });

  it("finds what was accepted twice, from before a restart too, and goes on counting", async () => {
    const bearer = await token();
    await push(1, "a", bearer);
    await push(1, "b", bearer);
    await push(2, "a", bearer);
    expect(await controlJson("duplicates")).toMatchObject({ accepted: 3, duplicates: 0 });
    await emulator.close();
    emulator = await start();
    expect(await push(1, "a", bearer), "the token outlives a restart").toMatch(/ 200 /);
    const report = await controlJson("duplicates");
    expect(report).toMatchObject({ accepted: 4, distinct: 3, duplicates: 1 });
    expect(report.pairs).toEqual([{ channel: expect.any(String), notification: "a", times: 2 }]);
    const [line] = (await (await control("requests")).text()).trim().split("\n");
    expect(JSON.parse(line ?? "").seq).toBe(5);
  });

  it("counts what a fault swallowed before it was looked at as not accepted, after as accepted", async () => {
    const bearer = await token();
    for (const reset of ["before", "after"]) {
      const rule = { match: { host: "*.notify.windows.com" }, action: { reset } };
      await control("faults", { method: "PUT", body: JSON.stringify([rule]) });
      expect(await push(1, reset, bearer)).toBe("");
    }
    expect(await controlJson("count")).toMatchObject({ accepted: 1, statuses: { 0: 1, 200: 2 } });
  });

  it("clears", async () => {
    await push(1, "a", await token());
    await control("requests", { method: "DELETE" });
    expect(await controlJson("count")).toMatchObject({ total: 0, accepted: 0 });
    expect(await controlJson("duplicates")).toMatchObject({ accepted: 0 });
    expect(await (await control("requests")).text()).toBe("");
  });

  it("writes everything in full and nothing when off", async () => {
    await emulator.close();
    emulator = await start({ log: "full" });
    await push(1, "a", await token());
    await emulator.close();
    const path = join(folder, "requests.log");
    const last = readFileSync(path, "utf8").trim().split("\n").at(-1) ?? "";
    expect(JSON.parse(last)).toMatchObject({
      notification: "a",
      body: expect.stringContaining("toast"),
    });
    const before = readFileSync(path).length;
    emulator = await start({ log: "off" });
    await push(1, "b", await token());
    await emulator.close();
    expect(readFileSync(path)).toHaveLength(before);
    emulator = await start();
  });

  it("refuses a plan it does not understand and outlives a caller that breaks off", async () => {
    const init = { method: "PUT", body: '[{"action":{"staus":1}}]' };
    expect((await control("faults", init)).status).toBe(400);
    expect((await control("faults", { method: "PUT", body: "{" })).status).toBe(400);
    expect((await control("nothing")).status).toBe(404);
    await new Promise<void>((resolve) => {
      const socket = connect(emulator.port, "127.0.0.1", () => {
        socket.write("POST / HTTP/1.1\r\nHost: login.live.com\r\nContent-Length: 9\r\n\r\nab", () =>
          socket.resetAndDestroy(),
        );
      });
      socket.on("close", () => resolve());
    });
    expect((await controlJson("health")).ready).toBe(true);
  });

  it("answers a chunked push 400 and one without a length 411", async () => {
    const head = "POST /?token=x HTTP/1.1\r\nHost: cloud.notify.windows.com\r\n";
    expect(await raw(`${head}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`)).toMatch(
      / 400 /,
    );
    expect(await raw(`${head}\r\n`)).toMatch(/ 411 /);
  });
});
