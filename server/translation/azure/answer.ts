import { z } from "zod";
import { failureWords, type TranslatorAnswer } from "@/server/translation/network/http";
import type { ProblemKind, TranslatorProblem } from "@/server/translation/translator";

export type AzureReading =
  | { ok: true; rows: { to: string; text: string }[][]; requestId: string }
  | { ok: false; problem: TranslatorProblem; code: number };

const rowsSchema = z.array(
  z.object({ translations: z.array(z.object({ to: z.string(), text: z.string() })) }),
);
const errorSchema = z.object({
  error: z.object({ code: z.coerce.number(), message: z.string().max(2_000) }),
});

/** Reads what Azure said; its six-digit codes begin with the HTTP status. */
export function readAzure(answer: TranslatorAnswer, expected: number): AzureReading {
  if (answer.kind === "failure") {
    const message = `Azure ${failureWords[answer.failure]}.`;
    return { ok: false, code: 0, problem: { kind: "no_answer", message } };
  }
  const body = jsonOf(answer.body);
  const requestId = answer.headers["x-requestid"] ?? "";
  if (answer.status === 200) {
    const rows = rowsSchema.safeParse(body);
    if (rows.success && rows.data.length === expected) {
      return { ok: true, requestId, rows: rows.data.map(({ translations }) => translations) };
    }
    const message = "Azure answered 200 with something Herald can’t read.";
    return { ok: false, code: 200, problem: { kind: "no_answer", message } };
  }
  const error = errorSchema.safeParse(body);
  const code = error.success ? error.data.error.code : answer.status * 1_000;
  const words = error.success ? error.data.error.message : `HTTP ${answer.status}`;
  const trace = requestId === "" ? "" : ` (request ${requestId})`;
  const message = `Azure answered ${code}: ${words}${trace}`;
  return { ok: false, code, problem: { kind: kindOf(code), message } };
}

const unsupportedCodes = new Set([400035, 400036, 400019, 400023]);

function kindOf(code: number): ProblemKind {
  if (unsupportedCodes.has(code)) return "unsupported";
  const status = Math.floor(code / 1_000);
  if (code === 403001) return "quota";
  if (status === 401 || status === 403) return "refused";
  if (status === 408 || status === 429 || status >= 500) return "busy";
  return "rejected";
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
