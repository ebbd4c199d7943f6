/**
 * FCM tokens that say themselves what becomes of a push: base64url of `state|n|project`, then `:APA91b` as real
 * ones have it.
 */
export const fcmStates = [
  "ok",
  "unregistered",
  "invalid",
  "mismatch",
  "quota",
  "unavailable",
  "internal",
  "thirdparty",
] as const;
export type FcmState = (typeof fcmStates)[number];

export interface EmulatedToken {
  state: FcmState;
  n: number;
  project: string;
}

const ending = ":APA91bHerald";

export function emulatorFcmToken({
  project,
  state = "ok",
  n,
}: {
  project: string;
  state?: FcmState;
  n: number;
}): string {
  return Buffer.from(`${state}|${n}|${project}`).toString("base64url") + ending;
}

export function parseFcmToken(token: string): EmulatedToken | undefined {
  if (!token.endsWith(ending)) return undefined;
  const text = Buffer.from(token.slice(0, -ending.length), "base64url").toString("utf8");
  const [state = "", n = "", project = ""] = text.split("|");
  const isState = (fcmStates as readonly string[]).includes(state);
  return isState && /^\d+$/.test(n)
    ? { state: state as FcmState, n: Number(n), project }
    : undefined;
}
