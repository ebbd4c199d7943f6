import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createApns } from "./apns/push";
import { answerControl, controlPrefix } from "./control";
import type { LogLevel } from "./env";
import {
  type Answer,
  type Handle,
  type Incoming,
  json,
  plain,
  type Received,
  type Way,
} from "./exchange";
import { createFaults } from "./faults";
import { answerFcm } from "./fcm/push";
import { grantToServiceAccount } from "./fcm/tokens";
import { createFront } from "./front";
import { createDirectories } from "./graph/directory";
import { answerGraph, grantForGraph, isGraphScope } from "./graph/graph";
import { createHttp2Side } from "./http2/listen";
import { distort, misbehave, write } from "./misbehave";
import { createRequestLog } from "./request-log";
import type { Certificate } from "./tls/certificate";
import { answerAzure, isAzureHost } from "./translators/azure";
import { createDictionary } from "./translators/dictionary";
import { answerLibreTranslate, libreHost } from "./translators/libretranslate";
import { answerWebPush, isWebPush } from "./web-push/push";
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
  const apns = createApns();
  const dictionary = createDictionary();
  const directories = createDirectories();
  let seq = log.lastSeq;

  /** Which side a host and path belong to, and what it would say. */
  function route({ host, target }: Received): { provider: string; say(request: Received): Answer } {
    if (isWebPush({ host, target })) {
      return { provider: "webpush", say: answerWebPush };
    }
    if (host === "notify.windows.com" || host.endsWith(".notify.windows.com")) {
      return { provider: "wns", say: (request) => answerPush(request, tokens) };
    }
    if (host === "login.live.com" && target === "/accesstoken.srf") {
      return { provider: "login", say: tokens.legacy };
    }
    if (host === "login.microsoftonline.com" && /^\/[^/]+\/oauth2\/v2\.0\/token$/.test(target)) {
      const say = (request: Received) =>
        isGraphScope(request) ? grantForGraph(request, tokens) : tokens.entra(request);
      return { provider: "login", say };
    }
    if (host === "graph.microsoft.com") {
      return { provider: "graph", say: (request) => answerGraph(request, { tokens, directories }) };
    }
    if (host === "oauth2.googleapis.com" && target === "/token") {
      return { provider: "login", say: (request) => grantToServiceAccount(request, tokens) };
    }
    if (host === "fcm.googleapis.com" && target.startsWith("/v1/projects/")) {
      return { provider: "fcm", say: (request) => answerFcm(request, tokens) };
    }
    if (host === "api.push.apple.com" || host === "api.sandbox.push.apple.com") {
      return { provider: "apns", say: apns };
    }
    if (isAzureHost(host)) {
      return { provider: "azure", say: (request) => answerAzure(request, dictionary) };
    }
    if (host === libreHost) {
      return { provider: "libre", say: (request) => answerLibreTranslate(request, dictionary) };
    }
    return { provider: "none", say: () => json(421, { error: `Nobody here is ${host}${target}` }) };
  }

  const handle: Handle = (incoming, body, way) => {
    seq += 1;
    const request = toReceived(incoming, body, seq);
    const action = faults.strike(request.host, request.target);
    const side = route(request);
    const isUnseen =
      [action?.reset, action?.halfClose, action?.goaway].includes("before") || action?.refuseStream;
    const said = isUnseen ? plain(0) : side.say(request);
    const answer = action ? distort(said, action) : said;
    const { rawHeaders } = incoming;
    log.add({ received: request, rawHeaders, provider: side.provider, answer });
    if (!action) {
      way.write(answer);
    } else if (action.delayMs) {
      setTimeout(() => way.misbehave(answer, action), action.delayMs);
    } else {
      way.misbehave(answer, action);
    }
  };

  const listener = (message: IncomingMessage, response: ServerResponse) =>
    collect(message, (body) => {
      const { method = "", url: target = "", headers, rawHeaders } = message;
      const incoming = { method, target, headers, rawHeaders, host: headers.host ?? "" };
      if (target.startsWith(controlPrefix)) {
        const request = toReceived(incoming, body, seq);
        void answerControl(request, response, { log, faults, tokens, dictionary, directories });
      } else {
        handle(incoming, body, wayOf(response));
      }
    });
  const http1 = createServer({ keepAliveTimeout: keepAliveMs }, listener);
  http1.maxRequestsPerSocket = 0;
  const server = createFront({ http1, http2: createHttp2Side(handle) }, options.certificate);
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
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
        for (const socket of sockets) {
          socket.destroy();
        }
      }),
  };
}

function wayOf(response: ServerResponse): Way {
  return {
    write: (answer) => write(response, answer),
    misbehave: (answer, action) => misbehave(response, answer, action),
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

function toReceived(incoming: Incoming, body: Buffer | undefined, seq: number): Received {
  const { method, host, target, headers } = incoming;
  return {
    seq,
    time: Date.now(),
    method,
    host: host.toLowerCase().replace(/:\d*$/, ""),
    target,
    headers,
    body: body ? body.toString("utf8") : "",
    bodyBytes: body ? body.length : 0,
    bytes: body,
  };
}
