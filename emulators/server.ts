import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { answerControl, controlPrefix } from "./control";
import type { LogLevel } from "./env";
import { type Answer, json, plain, type Received } from "./exchange";
import { createFaults } from "./faults";
import { distort, misbehave, write } from "./misbehave";
import { createRequestLog } from "./request-log";
import type { Certificate } from "./tls/certificate";
import { answerPush } from "./wns/push";
import { createTokens } from "./wns/tokens";

export interface EmulatorOptions {
  /** 0 takes a free one. */
  port: number;
  dataFolder: string;
  log: LogLevel;
  keep: number;
  /** Speaks TLS with this certificate instead of plain HTTP. */
  certificate?: Certificate;
}

export interface Emulator {
  port: number;
  close(): Promise<void>;
}

const keepAliveMs = 120_000;
const maximumBodyBytes = 1024 * 1024;

/** The far side of every push service on one port, told apart by Host header. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const log = createRequestLog(options);
  const faults = createFaults();
  const tokens = createTokens();
  let seq = log.lastSeq;

  /** Which side a host and path belong to, and what it would say. */
  function route({ host, target }: Received): { provider: string; say(request: Received): Answer } {
    if (host === "notify.windows.com" || host.endsWith(".notify.windows.com")) {
      return { provider: "wns", say: (request) => answerPush(request, tokens) };
    }
    if (host === "login.live.com" && target === "/accesstoken.srf") {
      return { provider: "login", say: tokens.legacy };
    }
    if (host === "login.microsoftonline.com" && /^\/[^/]+\/oauth2\/v2\.0\/token$/.test(target)) {
      return { provider: "login", say: tokens.entra };
    }
    return { provider: "none", say: () => json(421, { error: `Nobody here is ${host}${target}` }) };
  }

  function handle(message: IncomingMessage, response: ServerResponse, body: Buffer | undefined) {
    const isControl = message.url?.startsWith(controlPrefix) === true;
    seq += isControl ? 0 : 1;
    const request = toReceived(message, body, seq);
    if (isControl) {
      void answerControl(request, response, { log, faults, tokens });
      return;
    }
    const action = faults.strike(request.host, request.target);
    const side = route(request);
    const isUnseen = action?.reset === "before" || action?.halfClose === "before";
    const said = isUnseen ? plain(0) : side.say(request);
    const answer = action ? distort(said, action) : said;
    log.add({ received: request, rawHeaders: message.rawHeaders, provider: side.provider, answer });
    if (!action) {
      write(response, answer);
    } else if (action.delayMs) {
      setTimeout(() => misbehave(response, answer, action), action.delayMs);
    } else {
      misbehave(response, answer, action);
    }
  }

  const listener = (message: IncomingMessage, response: ServerResponse) =>
    collect(message, (body) => handle(message, response, body));
  const server = options.certificate
    ? createTlsServer({ ...options.certificate, keepAliveTimeout: keepAliveMs }, listener)
    : createServer({ keepAliveTimeout: keepAliveMs }, listener);
  server.maxRequestsPerSocket = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          log.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Nearly every push is one chunk: no list is made for it. */
function collect(message: IncomingMessage, done: (body: Buffer | undefined) => void): void {
  let body: Buffer | undefined;
  message.on("data", (chunk: Buffer) => {
    body = body ? Buffer.concat([body, chunk]) : chunk;
    if (body.length > maximumBodyBytes) {
      message.destroy();
    }
  });
  message.on("end", () => done(body));
}

function toReceived(message: IncomingMessage, body: Buffer | undefined, seq: number): Received {
  const { headers } = message;
  return {
    seq,
    time: Date.now(),
    method: message.method ?? "",
    host: (headers.host ?? "").toLowerCase().replace(/:\d*$/, ""),
    target: message.url ?? "",
    headers,
    body: body ? body.toString("utf8") : "",
    bodyBytes: body ? body.length : 0,
  };
}
