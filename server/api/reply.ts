import { z } from "zod";
import { AppError, type AppErrorCode, type FieldProblem } from "@/server/errors";
import { log } from "@/server/log";
import { fieldProblems } from "./issue-words";

/** What a route answers. text: JSON that is written already. stream: a file, written while it is sent. */
export interface Reply {
  status: number;
  body?: unknown;
  text?: string;
  stream?: { type: string; body: ReadableStream<Uint8Array> };
  headers?: Record<string, string>;
}

/** What goes over the wire, whoever writes it: Next's route (a Response) or the door (node:http). */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | ReadableStream<Uint8Array> | null;
}

/** What only HTTP knows; everything else is an AppError. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = "HttpError";
  }
}

export const statusOf: Record<AppErrorCode, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unprocessable: 422,
  too_many: 429,
  unavailable: 503,
};

/** Errors keep their kind (HOUSE: three kinds); a bug is logged once and the caller gets the request id. */
export function errorReply(error: unknown, requestId: string): Reply {
  if (error instanceof HttpError) {
    return reply(error.status, error.code, error.message, { headers: error.headers });
  }
  if (error instanceof AppError) return appErrorReply(error);
  if (error instanceof z.ZodError) {
    const fields = fieldProblems(error);
    return reply(400, "invalid", "Some fields are missing or wrong.", { fields });
  }
  return databaseReply(error) ?? bugReply(error, requestId);
}

function appErrorReply(error: AppError): Reply {
  const { code, message, fields, retryAfterSeconds } = error;
  const headers: Record<string, string> = {};
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
  if (code === "unauthorized") headers["www-authenticate"] = "Bearer";
  return reply(statusOf[code], code, message, { fields, headers });
}

/** SQLSTATE 22: a value the schema let through and the column can't hold. 08, 53, 57: Postgres is away. */
function databaseReply(error: unknown): Reply | undefined {
  const state = sqlStateOf(error);
  if (state === undefined) return undefined;
  if (state.startsWith("22")) {
    log.warn("A value reached the database that it can’t hold.", { state });
    return reply(422, "unprocessable", "A value is out of its range.");
  }
  if (/^(08|53|57)|^E[A-Z]{3,}$/.test(state)) {
    log.error("The database does not answer.", { error });
    return reply(503, "unavailable", "The database does not answer. Try again.", {
      headers: { "retry-after": "5" },
    });
  }
  return undefined;
}

function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (/timeout exceeded when trying to connect/.test(error.message)) return "08000";
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : sqlStateOf(error.cause);
}

function bugReply(error: unknown, requestId: string): Reply {
  log.error("An API call failed.", { requestId, error });
  return reply(500, "internal", `Something went wrong on our side. Request ${requestId}.`);
}

function reply(
  status: number,
  code: string,
  message: string,
  extra: { fields?: FieldProblem[]; headers?: Record<string, string> } = {},
): Reply {
  const details = extra.fields && extra.fields.length > 0 ? { details: extra.fields } : {};
  return { status, body: { error: { code, message, ...details } }, headers: extra.headers };
}
