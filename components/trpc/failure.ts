import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/root";

export interface Failure {
  message: string;
  /** Of tRPC, for example NOT_FOUND. */
  code: string | undefined;
  httpStatus: number | undefined;
  requestId: string | undefined;
  fields: { field: string; message: string }[];
}

/** What a failed query or mutation says, in one shape. */
export function failureOf(error: unknown): Failure {
  if (error instanceof TRPCClientError) {
    const known = error as TRPCClientError<AppRouter>;
    if (known.data) return { message: known.message, ...known.data };
  }
  const isOffline = typeof navigator !== "undefined" && !navigator.onLine;
  return {
    message: isOffline ? "You are offline." : "Herald could not be reached.",
    code: undefined,
    httpStatus: undefined,
    requestId: undefined,
    fields: [],
  };
}

/** Messages by the field they belong to, for forms. */
export function fieldProblems(error: unknown): Record<string, string> {
  if (!error) return {};
  return Object.fromEntries(failureOf(error).fields.map((p) => [p.field, p.message]));
}
