/** A fault plan: rules tried in order, the first that strikes decides. Counts and chances are per rule. */

export interface FaultMatch {
  /** Exact host, or `*.suffix`. */
  host?: string;
  /** Beginning of the request target. */
  path?: string;
  /** 0 to 1, drawn from a seeded generator so that a run can be repeated. */
  probability?: number;
  everyNth?: number;
  /** Strikes only after that many matching requests … */
  afterCount?: number;
  /** … and up to that many. */
  untilCount?: number;
}

export interface FaultAction {
  status?: number;
  reason?: string;
  headers?: Record<string, string>;
  body?: string;
  delayMs?: number;
  /** RST instead of an answer: before the push was looked at, or after it was taken. */
  reset?: "before" | "after";
  /** FIN instead of an answer, likewise. */
  halfClose?: "before" | "after";
  /** Takes the request and never answers. */
  hang?: boolean;
  /** One byte at a time, for ever, of the headers or of the body. */
  drip?: { part: "headers" | "body"; everyMs: number };
  /** Bytes of an answer body without end in sight. */
  hugeBody?: number;
  /** Bytes that a small gzip-encoded body unpacks to. */
  gzip?: number;
  /** HTTP/2: RST_STREAM with REFUSED_STREAM, which says that nothing was looked at. */
  refuseStream?: boolean;
  /** HTTP/2: GOAWAY that leaves this stream out (before) or names it as the last and loses its answer (after). */
  goaway?: "before" | "after";
}

export interface FaultRule {
  match?: FaultMatch;
  action: FaultAction;
}

const matchKeys = ["host", "path", "probability", "everyNth", "afterCount", "untilCount"];
const actionKeys = [
  "status",
  "reason",
  "headers",
  "body",
  "delayMs",
  "reset",
  "halfClose",
  "hang",
  "drip",
  "hugeBody",
  "gzip",
  "refuseStream",
  "goaway",
];

/** Checks a plan that came over HTTP; a misspelt key would otherwise be a fault that never strikes. */
export function parsePlan(value: unknown): FaultRule[] {
  if (!Array.isArray(value)) {
    throw new TypeError("A fault plan is an array of rules");
  }
  for (const rule of value) {
    requireKeys(rule, ["match", "action"]);
    requireKeys(rule.match ?? {}, matchKeys);
    requireKeys(rule.action, actionKeys);
  }
  return value;
}

function requireKeys(value: unknown, keys: string[]): void {
  if (typeof value !== "object" || value === null) {
    throw new TypeError("A rule is { match, action }");
  }
  const stranger = Object.keys(value).find((key) => !keys.includes(key));
  if (stranger !== undefined) {
    throw new TypeError(`Unknown key ${stranger}; known are ${keys.join(", ")}`);
  }
}

export function createFaults() {
  let rules: { rule: FaultRule; seen: number; struck: number; random: () => number }[] = [];

  return {
    set(plan: FaultRule[]) {
      rules = plan.map((rule, index) => ({
        rule,
        seen: 0,
        struck: 0,
        random: generator(index + 1),
      }));
    },
    /** How often each rule was looked at and struck: a test proves by it that its faults happened. */
    report: () => rules.map(({ rule, seen, struck }) => ({ ...rule, seen, struck })),
    strike(host: string, target: string): FaultAction | undefined {
      for (const state of rules) {
        const match = state.rule.match ?? {};
        if (!hostMatches(match.host, host) || !target.startsWith(match.path ?? "")) {
          continue;
        }
        state.seen += 1;
        if (countMatches(match, state.seen) && (match.probability ?? 1) > state.random()) {
          state.struck += 1;
          return state.rule.action;
        }
      }
      return undefined;
    },
  };
}

function hostMatches(pattern: string | undefined, host: string): boolean {
  if (pattern === undefined) {
    return true;
  }
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern;
}

function countMatches(match: FaultMatch, seen: number): boolean {
  return (
    seen > (match.afterCount ?? 0) &&
    seen <= (match.untilCount ?? Number.POSITIVE_INFINITY) &&
    seen % (match.everyNth ?? 1) === 0
  );
}

/** mulberry32: the same numbers in every run. */
function generator(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
