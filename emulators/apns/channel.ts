/** Device tokens that say themselves what becomes of a push: hex of a mark and `state|n|environment|topic`. */
export const apnsStates = [
  "ok",
  "unregistered",
  "expired",
  "throttled",
  "updates",
  "error",
  "unavailable",
  "shutdown",
] as const;
export type ApnsState = (typeof apnsStates)[number];

export interface EmulatedDevice {
  state: ApnsState;
  n: number;
  environment: "production" | "sandbox";
  topic: string;
}

const mark = "herald";
const shortestBytes = 32;

export function emulatorApnsToken(device: {
  topic: string;
  state?: ApnsState;
  n: number;
  environment?: "production" | "sandbox";
}): string {
  const { topic, state = "ok", n, environment = "production" } = device;
  const text = `${mark}|${state}|${n}|${environment}|${topic}|`;
  return Buffer.from(text.padEnd(shortestBytes, " ")).toString("hex");
}

export function parseApnsToken(token: string): EmulatedDevice | undefined {
  const [start, state = "", n = "", environment = "", topic = ""] = Buffer.from(token, "hex")
    .toString("utf8")
    .split("|");
  const isState = (apnsStates as readonly string[]).includes(state);
  const isEnvironment = environment === "production" || environment === "sandbox";
  return start === mark && isState && isEnvironment
    ? { state: state as ApnsState, n: Number(n), environment, topic }
    : undefined;
}
