import { createServer, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import { AppKeyCache } from "@/server/api/callers";
import { createLimits } from "@/server/api/limits";
import { answerApi, handleApi } from "@/server/api/router";
import { apiRoutes } from "@/server/api/routes";
import type { Context } from "@/server/context";
import { securityHeaders } from "@/server/security-headers";
import { createApiKey } from "@/server/settings/commands";
import { openDoor } from "./door";

process.env.HERALD_TRACKING_KEY = "ab".repeat(32);
process.env.HERALD_LOG = "silent";

let database: TestDatabase;
let appKey: string;
let apiKey: string;
let port: number;
/** In the place of Next. */
const server = createServer((incoming, response) => response.end(`next ${incoming.url}`));
const routes = apiRoutes("http://localhost");
const tools = () => ({
  db: database.db,
  ingest: database.db,
  now: new Date(),
  limits: createLimits(),
  appKeys: new AppKeyCache(),
});
const seen: (string | null)[] = [];

beforeAll(async () => {
  database = await testDatabase({ max: 8 });
  const ctx: Context = {
    ...(await insertPublisher(database.db)),
    actor: { kind: "system", name: "test" },
  };
  appKey = (await insertApp(ctx)).publicKey;
  const scopes = ["customers:read", "customers:write", "notifications:read"] as const;
  apiKey = (await createApiKey(ctx, { name: "CI", scopes: [...scopes] })).key;
  openDoor((call) => {
    seen.push(call.headers.get("x-forwarded-for"));
    return answerApi(call, routes, tools());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await database.close();
});

const json = { "content-type": "application/json" };
const registration = JSON.stringify({
  channel: { type: "wns", uri: "https://db3.notify.windows.com/?token=door" },
  language: "de-AT",
  timeZone: "Europe/Vienna",
  market: "AT",
  appVersion: "1.0",
});
const forged = JSON.stringify({ token: "A".repeat(35), activationType: "foreground" });
type Call = { method: string; path: string; headers?: Record<string, string>; body?: string };

const calls: Record<string, Call> = {
  "a launch": { method: "POST", path: "/launches", headers: json, body: forged },
  "a field that is wrong": { method: "POST", path: "/launches", headers: json, body: "{}" },
  "JSON that is none": { method: "POST", path: "/launches", headers: json, body: "{" },
  "no body": { method: "POST", path: "/launches", headers: json },
  "no JSON (415)": {
    method: "POST",
    path: "/launches",
    headers: { "content-type": "text/plain" },
    body: forged,
  },
  "a body over the limit (413)": {
    method: "POST",
    path: "/launches",
    headers: json,
    body: JSON.stringify({ x: "y".repeat(60_000) }),
  },
  "a wrong app key (401)": { method: "POST", path: "/launches", headers: { "x-app-key": "none" } },
  "a method that is not there (405)": { method: "PATCH", path: "/launches" },
  "a method Next does not know": { method: "PROPFIND", path: "/launches" },
  "a call that is not there (404)": { method: "GET", path: "/nothing/at/all" },
  "an id that can be none (404)": { method: "PUT", path: "/registrations/x", headers: json },
  "a part that can't be decoded (400)": { method: "GET", path: "/registrations/%ff" },
  "an encoded slash": { method: "GET", path: "/registrations/a%2Fb" },
  "a preflight of an app": { method: "OPTIONS", path: "/launches" },
  "a preflight of a publisher's call": { method: "OPTIONS", path: "/notifications" },
  "the description": { method: "GET", path: "/openapi.json" },
  "HEAD of the description": { method: "HEAD", path: "/openapi.json" },
  "a query": { method: "GET", path: "/notifications?size=10&q=%C3%A4" },
  "a query with NUL": { method: "GET", path: "/notifications?q=%00" },
  "a wrong secret (401)": {
    method: "DELETE",
    path: "/registrations/install-of-nobody",
    headers: { authorization: "Bearer none" },
  },
};

const compared = [
  "content-type",
  "cache-control",
  "allow",
  "www-authenticate",
  "access-control-allow-origin",
  "access-control-expose-headers",
  "access-control-allow-methods",
  "access-control-allow-headers",
  "access-control-max-age",
];

function headersOf({ path, headers = {} }: Call): Record<string, string> {
  const key = /^\/(notifications|customers)/.test(path) ? `Bearer ${apiKey}` : undefined;
  return {
    "x-app-key": appKey,
    ...(key === undefined ? {} : { authorization: key }),
    ...headers,
  };
}

/** Through the socket. */
async function atDoor(call: Call) {
  const url = `http://127.0.0.1:${port}/api/v1${call.path}`;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const { method } = call;
    request(url, { method, headers: headersOf(call), agent: false }, resolve)
      .on("error", reject)
      .end(call.body);
  });
  const header = (name: string) => answer.headers[name] ?? null;
  return { status: answer.statusCode, header, text: await text(answer) };
}

/** As Next's route does. */
async function atRoute(call: Call) {
  const { method, body } = call;
  const init = { method, body, headers: headersOf(call) };
  const made = new Request(`http://127.0.0.1/api/v1${call.path}`, init);
  const answer = await handleApi(made, routes, tools());
  return {
    status: answer.status,
    header: (name: string) => answer.headers.get(name),
    text: method === "HEAD" ? "" : await answer.text(),
  };
}

test.each(Object.entries(calls))(
  "%s is answered by the door as by Next’s route",
  async (_, call) => {
    const [door, route] = [await atDoor(call), await atRoute(call)];
    expect(door.status).toBe(route.status);
    expect(door.text).toBe(route.text);
    for (const name of compared)
      expect([name, door.header(name)]).toEqual([name, route.header(name)]);
    for (const [name, value] of Object.entries(securityHeaders)) {
      expect(door.header(name.toLowerCase())).toBe(value);
    }
    expect(door.header("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  },
);

test("a registration is made, renewed with its secret only, and undone through the door (K-02, K-32)", async () => {
  const path = "/registrations/door-install-1";
  const made = await atDoor({ method: "PUT", path, headers: json, body: registration });
  expect(made.status).toBe(201);
  const { registrationSecret } = JSON.parse(made.text);
  const again: Call = { method: "PUT", path, headers: json, body: registration };
  expect((await atDoor(again)).status).toBe(401);
  const headers = { ...json, authorization: `Bearer ${registrationSecret}` };
  expect((await atDoor({ ...again, headers })).status).toBe(200);
  const gone = await atDoor({ method: "DELETE", path, headers });
  expect([gone.status, gone.text, gone.header("content-length")]).toEqual([204, "", null]);
});

test.each([
  ["gzip, deflate, br", "/openapi.json", "gzip"],
  ["br;q=1, GZIP;q=0.5", "/openapi.json", "gzip"],
  ["gzip;q=0, br", "/openapi.json", undefined],
  ["x-gzip", "/openapi.json", undefined],
  ["gzip", "/nothing", undefined],
])(
  "to who accepts %j %s is compressed as %s: large answers only (decision 0140)",
  async (accepted, path, encoding) => {
    const answer = await fetchRaw(path, accepted);
    expect(answer.headers["content-encoding"]).toBe(encoding);
    const bytes = await buffer(answer);
    const text = (encoding ? gunzipSync(bytes) : bytes).toString();
    expect(text).toBe((await atDoor({ method: "GET", path })).text);
    expect(answer.headers["content-length"]).toBe(encoding ? undefined : String(bytes.length));
  },
);

function fetchRaw(path: string, accepted: string): Promise<IncomingMessage> {
  const headers = { "accept-encoding": accepted };
  return new Promise((resolve, reject) => {
    request(`http://127.0.0.1:${port}/api/v1${path}`, { headers, agent: false }, resolve)
      .on("error", reject)
      .end();
  });
}

test("the address is the socket’s, or what a proxy noted (T1)", async () => {
  await atDoor({ method: "GET", path: "/nothing" });
  await atDoor({ method: "GET", path: "/nothing", headers: { "x-forwarded-for": "192.0.2.7" } });
  expect(seen.slice(-2)).toEqual(["127.0.0.1", "192.0.2.7"]);
});

test.each([
  "/api/v1",
  "/api/v1/",
  "/api/v1/launches/",
  "/api/v1//launches",
  "/api/v2/launches",
  "/apps?x=/api/v1/launches",
])("%s stays Next’s", async (path) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  expect(await answer.text()).toBe(`next ${path}`);
});

test("an address that leaves the API by its dots finds nothing", async () => {
  expect(
    await raw("GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
  ).toMatch(/^HTTP\/1\.1 404 /);
});

/** Bytes as they are; the answer once the connection is closed, or after a while. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  let answer = "";
  for await (const chunk of socket) answer += chunk;
  return answer;
}

describe("bodies that are not as they should be", () => {
  const head = () =>
    `POST /api/v1/launches HTTP/1.1\r\nHost: x\r\nX-App-Key: ${appKey}\r\nContent-Type: application/json\r\n`;
  const last = "GET /api/v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

  test("chunks over the limit are 413, and the connection’s next call is answered (T1)", async () => {
    const chunk = `2000\r\n${"x".repeat(0x2000)}\r\n`;
    const bytes = `${head()}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(40)}0\r\n\r\n`;
    const answer = await raw(bytes + last);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 413", "HTTP/1.1 404"]);
  });

  test("a length over the limit is refused before the body is there (T1)", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`${head()}Content-Length: 900000\r\n\r\n{`);
    const [first] = await new Promise<Buffer[]>((resolve) =>
      socket.once("data", (data) => resolve([data])),
    );
    expect(String(first)).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  test("a body that comes in pieces counts once it is whole", async () => {
    const socket = connect(port, "127.0.0.1");
    const answer = new Promise<string>((resolve) =>
      socket.once("data", (data) => resolve(String(data))),
    );
    socket.write(`${head()}Content-Length: ${forged.length}\r\n\r\n${forged.slice(0, 9)}`);
    await wait(30);
    socket.write(forged.slice(9));
    expect(await answer).toMatch(/^HTTP\/1\.1 202 /);
    socket.destroy();
  });

  test("a caller who hangs up in the middle harms nobody", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`${head()}Content-Length: 500\r\n\r\n{`);
    await wait(30);
    socket.destroy();
    await wait(30);
    expect((await atDoor({ method: "GET", path: "/openapi.json" })).status).toBe(200);
  });

  test("a file that is refused while it comes gets its answer (415)", async () => {
    const answer = await raw(
      `POST /api/v1/customers/import?appId=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${apiKey}\r\n` +
        `Content-Type: text/html\r\nContent-Length: 40\r\n\r\n${"x".repeat(40)}${last}`,
    );
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 415", "HTTP/1.1 404"]);
  });
});
