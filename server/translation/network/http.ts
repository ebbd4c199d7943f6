import { Agent, buildConnector, errors, request } from "undici";
import {
  AddressRefusedError,
  createPinnedLookup,
  isRefusedLiteral,
  type Resolve,
} from "@/server/providers/address";

/** What came back, or how it failed to. Header names are lower case. */
export type TranslatorAnswer =
  | { kind: "answer"; status: number; headers: Record<string, string>; body: string }
  | { kind: "failure"; failure: "refused" | "timeout" | "too_large" | "redirect" | "reset" };

export interface TranslatorCall {
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export type TranslatorHttp = (call: TranslatorCall) => Promise<TranslatorAnswer>;

export interface HttpOptions {
  /** Demo and tests: every socket goes to the emulator, the URL and Host stay as they are. */
  reroute?: { host: string; port: number };
  /** Origins the operator allows beside public HTTPS hosts: plain HTTP and private addresses. */
  allowedOrigins?: readonly string[];
  /** From the call to the end of the answer. */
  deadlineMs?: number;
  maximumBytes?: number;
  resolve?: Resolve;
}

const defaultDeadlineMs = 18_000;
/** Azure answers 50,000 characters: four bytes each, escaped. */
const defaultMaximumBytes = 2 * 1024 * 1024;

/** The only place that opens sockets to translators. No redirects, no proxy variables, no cookies. */
export function createTranslatorHttp(options: HttpOptions = {}): {
  http: TranslatorHttp;
  close(): Promise<void>;
} {
  const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
  const agent = new Agent({ connect: connectorOf(options), connections: 4, pipelining: 1 });
  const http: TranslatorHttp = async ({ method, url, headers, body }) => {
    try {
      const answer = await request(url, {
        dispatcher: agent,
        method,
        headers: { ...headers, "accept-encoding": "identity" },
        body,
        signal: AbortSignal.timeout(deadlineMs),
      });
      const text = await readBody(answer.body, options.maximumBytes ?? defaultMaximumBytes);
      if (text === undefined) return { kind: "failure", failure: "too_large" };
      if (answer.statusCode >= 300 && answer.statusCode < 400) {
        return { kind: "failure", failure: "redirect" };
      }
      return {
        kind: "answer",
        status: answer.statusCode,
        headers: flatHeaders(answer.headers),
        body: text,
      };
    } catch (error) {
      return { kind: "failure", failure: failureOf(error) };
    }
  };
  return { http, close: () => agent.destroy() };
}

/** A public HTTPS host, or an origin the operator named. The same rule when a base URL is stored. */
export function isAllowedUrl(text: string, allowedOrigins: readonly string[] = []): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return false;
  if (allowedOrigins.includes(url.origin)) return true;
  return url.protocol === "https:" && !isRefusedLiteral(url.hostname);
}

function connectorOf({ reroute, allowedOrigins, resolve }: HttpOptions): buildConnector.connector {
  const timeout = 5_000;
  if (reroute) {
    const { host, port } = reroute;
    const connect = buildConnector({ timeout });
    const target = { protocol: "http:", hostname: host, host, port: String(port) };
    return (_, callback) => connect(target, callback);
  }
  const anywhere = buildConnector({ timeout });
  const onlyPublic = buildConnector({ timeout, lookup: createPinnedLookup(resolve) });
  return (options, callback) => {
    const origin = new URL(`${options.protocol}//${options.host ?? options.hostname}`).origin;
    if (allowedOrigins?.includes(origin)) anywhere(options, callback);
    else if (isAllowedUrl(origin)) onlyPublic(options, callback);
    else callback(new AddressRefusedError(options.hostname), null);
  };
}

async function readBody(body: AsyncIterable<Buffer>, maximum: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    // Leaving the loop destroys the stream: the rest is never read.
    if (bytes > maximum) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function flatHeaders(headers: Record<string, string | string[] | undefined>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}

const nobodyThere = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "HERALD_ADDRESS_REFUSED",
]);

function failureOf(error: unknown): "refused" | "timeout" | "reset" {
  if (!(error instanceof Error)) throw error;
  if (error.name === "TimeoutError" || error instanceof errors.ConnectTimeoutError)
    return "timeout";
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return "timeout";
  }
  const code = "code" in error ? String(error.code) : "";
  if (nobodyThere.has(code)) return "refused";
  const isNetwork = code !== "" || error.name === "AbortError" || error.cause instanceof Error;
  if (!isNetwork) throw error;
  return "reset";
}

export const failureWords: Record<
  Exclude<Extract<TranslatorAnswer, { kind: "failure" }>["failure"], never>,
  string
> = {
  refused: "could not be reached",
  timeout: "did not answer in time",
  too_large: "answered with more than Herald reads",
  redirect: "answered with a redirect, which Herald does not follow",
  reset: "broke the connection off",
};
