import { randomInt } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type Answer, json, plain, type Received } from "./exchange";
import { type createFaults, parsePlan } from "./faults";
import type { Directories, GivenDirectory } from "./graph/directory";
import { write } from "./misbehave";
import type { RequestLog } from "./request-log";
import { type Dictionary, parseEntries } from "./translators/dictionary";
import { emulatorSubscription } from "./web-push/subscription";
import type { KnownApp, Tokens } from "./wns/tokens";

export const controlPrefix = "/__emulator/";

export interface Controlled {
  log: RequestLog;
  faults: ReturnType<typeof createFaults>;
  tokens: Tokens;
  dictionary: Dictionary;
  directories: Directories;
}

const mostListed = 200_000;

/** The emulator's own end points, for tests and benches; described in README.md. */
export async function answerControl(
  request: Received,
  response: ServerResponse,
  parts: Controlled,
): Promise<void> {
  const url = new URL(request.target, "http://emulator");
  if (request.method === "GET" && url.pathname === `${controlPrefix}requests`) {
    listRequests(url, response, parts.log);
    return;
  }
  write(response, await settle(request, url.pathname.slice(controlPrefix.length), parts));
}

async function settle(request: Received, name: string, parts: Controlled): Promise<Answer> {
  try {
    switch (`${request.method} ${name}`) {
      case "GET health":
        return json(200, { ready: true });
      case "GET subscription":
        return json(200, handOut(new URL(request.target, "http://emulator").searchParams), open);
      case "GET count":
        return json(200, parts.log.counts());
      case "GET duplicates":
        return json(200, await parts.log.duplicates());
      case "DELETE requests":
        parts.log.clear();
        return plain(204);
      case "GET faults":
        return json(200, parts.faults.report());
      case "PUT faults":
        parts.faults.set(parsePlan(JSON.parse(request.body)));
        return plain(204);
      case "DELETE faults":
        parts.faults.set([]);
        return plain(204);
      case "PUT apps":
        parts.tokens.setApps(parseApps(JSON.parse(request.body)));
        return plain(204);
      case "DELETE apps":
        parts.tokens.setApps([]);
        return plain(204);
      case "PUT dictionary":
        parts.dictionary.set(parseEntries(JSON.parse(request.body)));
        return plain(204);
      case "PUT directory":
        parts.directories.set(parseDirectory(JSON.parse(request.body)));
        return plain(204);
      case "DELETE tokens":
        parts.tokens.revokeAll();
        return plain(204);
      default:
        return json(404, { error: `There is no ${request.method} ${name}` });
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) {
      return json(400, { error: error.message });
    }
    throw error;
  }
}

/** A browser without a push service of its own, as the demo's, subscribes here. */
function handOut(query: URLSearchParams) {
  const applicationServerKey = query.get("key") ?? "";
  if (!/^[\w-]{87}$/.test(applicationServerKey)) {
    throw new TypeError("key is the app's VAPID public key");
  }
  return emulatorSubscription({ n: randomInt(2 ** 47), applicationServerKey });
}

/** Pages of any origin may ask: the emulator is for demo and tests, and knows nothing secret. */
const open = ["Access-Control-Allow-Origin", "*"];

function parseApps(value: unknown): KnownApp[] {
  const isList =
    Array.isArray(value) &&
    value.every((app) => typeof app?.clientId === "string" && typeof app?.secret === "string");
  if (!isList) {
    throw new TypeError("Apps are an array of { clientId, secret, tokenSeconds? }");
  }
  return value;
}

function parseDirectory(value: GivenDirectory): GivenDirectory {
  const isOne =
    typeof value?.tenant === "string" && Array.isArray(value.users) && Array.isArray(value.groups);
  if (!isOne) throw new TypeError("A directory is { tenant, users, groups, expire? }");
  return value;
}

/** NDJSON; `since` is a sequence number (exclusive) or an instant (inclusive), `endpoint` a channel's address. */
function listRequests(url: URL, response: ServerResponse, log: RequestLog): void {
  const since = url.searchParams.get("since") ?? "0";
  const from = /^\d+$/.test(since) ? Number(since) : new Date(since);
  const limit = Number(url.searchParams.get("limit") ?? mostListed);
  if (Number.isNaN(Number(from)) || !(limit >= 0)) {
    write(
      response,
      json(400, { error: "since is a sequence number or an ISO instant, limit a number" }),
    );
    return;
  }
  const endpoint = url.searchParams.get("endpoint");
  response.writeHead(200, ["Content-Type", "application/x-ndjson; charset=utf-8", ...open]);
  for (const line of log.since(from, Math.min(limit, mostListed))) {
    if (endpoint === null || endpoint === `https://${line.host}${line.url}`) {
      response.write(`${JSON.stringify(line)}\n`);
    }
  }
  response.end();
}
