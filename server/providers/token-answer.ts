import { failureReason } from "./failure";
import { jsonOf, plainWords } from "./json-answer";
import type { AuthResult, PushAnswer, PushAuth } from "./provider";
import { retryAfterMs } from "./retry-after";

/** How long a token lives where the answer does not say, and what is believed at most. */
export interface TokenLifetimes {
  defaultSeconds: number;
  longestSeconds: number;
}

/** RFC 6749 5.2: these two are about the service, not about who asks. */
const passingErrors: readonly unknown[] = ["temporarily_unavailable", "server_error"];

/** Reads a token service's answer. A refusal of the credentials halts; everything passing is tried again. */
export function readTokenAnswer(
  answer: PushAnswer,
  now: number,
  { route, ...lifetimes }: TokenLifetimes & Pick<PushAuth, "route">,
): AuthResult {
  if (answer.kind === "failure") {
    // Asking for a token twice harms nobody, so even a written request may be repeated.
    return { kind: "retry", reason: failureReason(answer), detail: answer.failure };
  }
  const json = jsonOf(answer.body);
  if (answer.status === 200) {
    const auth = readToken(json, now, lifetimes);
    return auth
      ? { kind: "ready", auth: route ? { ...auth, route } : auth }
      : { kind: "retry", reason: "provider_unexpected", detail: "No token in the answer" };
  }
  const detail = plainWords(answer, [json.error, json.error_description]);
  if (!isPassing(answer.status, json)) {
    return { kind: "halted", reason: "provider_unauthorized", detail };
  }
  const afterMs = retryAfterMs(answer.headers["retry-after"], now);
  return { kind: "retry", reason: "provider_unavailable", afterMs, detail };
}

function isPassing(status: number, { error }: Record<string, unknown>): boolean {
  return (
    status < 400 || status >= 500 || [408, 429].includes(status) || passingErrors.includes(error)
  );
}

function readToken(
  json: Record<string, unknown>,
  now: number,
  { defaultSeconds, longestSeconds }: TokenLifetimes,
): PushAuth | undefined {
  const token = json.access_token;
  if (typeof token !== "string" || !/^[\x21-\x7e]{1,8192}$/.test(token)) return undefined;
  const said = Number(json.expires_in ?? Number.NaN);
  const seconds = said > 0 ? Math.min(said, longestSeconds) : defaultSeconds;
  return { header: `Bearer ${token}`, expiresAt: now + seconds * 1_000 };
}
