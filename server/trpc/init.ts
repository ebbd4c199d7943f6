import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z } from "zod";
import type { Database } from "@/db/connect";
import type { Role } from "@/db/enums";
import type { Actor, Context } from "@/server/context";
import { AppError, type AppErrorCode, type FieldProblem } from "@/server/errors";
import { log } from "@/server/log";
import { unstorablePath } from "@/server/storable";

/** Who is behind a request, as the session row says at this very request. */
export interface SessionInfo {
  sessionHash: Buffer;
  accountId: number;
  name: string;
  email: string;
  /** Absent for a person who belongs to no publisher (any more). */
  publisherId: number | undefined;
  role: Role | undefined;
}

export interface RequestContext {
  db: Database;
  scans?: Database;
  now: Date;
  requestId: string;
  session: SessionInfo | undefined;
}

const trpcCodes: Record<AppErrorCode, TRPCError["code"]> = {
  invalid: "BAD_REQUEST",
  unauthorized: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  unprocessable: "UNPROCESSABLE_CONTENT",
  too_large: "PAYLOAD_TOO_LARGE",
  too_many: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
};

/** What a procedure says about itself; the tenant-wall test walks it (P10). */
interface ProcedureMeta {
  /** Roles that may call; "signed-in": any session, also without a publisher; "anyone": no session. */
  roles: readonly Role[] | "signed-in" | "anyone";
  /** Checks its texts itself, line by line. */
  takesAnyText?: boolean;
}

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer: superjson,
    errorFormatter({ shape, error, ctx }) {
      const known = error.cause instanceof AppError ? error.cause : undefined;
      const zodError = error.cause instanceof z.ZodError ? error.cause : undefined;
      const fields: FieldProblem[] =
        known?.fields ??
        zodError?.issues.map((issue) => ({
          field: issue.path.join("."),
          message: issue.message,
        })) ??
        [];
      return {
        message: publicMessage(error, known, zodError),
        code: shape.code,
        data: {
          code: error.code,
          httpStatus: shape.data.httpStatus,
          requestId: ctx?.requestId,
          appCode: known?.code,
          fields,
        },
      };
    },
  });

function publicMessage(error: TRPCError, known?: AppError, zodError?: z.ZodError): string {
  if (known) return known.message;
  if (zodError) return "Some fields need attention.";
  if (error.code === "INTERNAL_SERVER_ERROR") return "Something went wrong on our side.";
  return error.message;
}

/** What no column can hold, whichever field it came in: Postgres says it better than every schema could. */
const storageMessages: Record<string, string> = {
  "22003": "A number is too large.",
  "22021": "A text holds a character that can’t be stored.",
  "22P05": "A text holds a character that can’t be stored.",
};

function storageError(error: unknown): AppError | undefined {
  const code = error instanceof Error ? (error.cause as { code?: string } | undefined)?.code : "";
  const message = storageMessages[code ?? ""];
  return message ? new AppError("invalid", message) : undefined;
}

/** Errors keep their kind: AppError becomes its tRPC code, anything else is a bug, logged once. */
const mapErrors = t.middleware(async ({ next, path, ctx }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  const known = cause instanceof AppError ? cause : storageError(cause);
  if (known) {
    throw new TRPCError({ code: trpcCodes[known.code], message: known.message, cause: known });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") {
    log.error("A procedure failed.", {
      path,
      requestId: ctx.requestId,
      error: cause ?? result.error,
    });
  }
  return result;
});

/** A pasted odd character is the field's error, not a failure of the database. */
const refuseUnstorable = t.middleware(async ({ next, meta, getRawInput }) => {
  const field = meta?.takesAnyText ? undefined : unstorablePath(await getRawInput());
  if (field === undefined) return next();
  const message = "Remove the character that can’t be shown.";
  throw new AppError("invalid", message, { fields: [{ field, message }] });
});

const base = t.procedure.use(mapErrors).use(refuseUnstorable);

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
export const everyone: readonly Role[] = ["owner", "manager", "marketer", "analyst"];
export const writers: readonly Role[] = ["owner", "manager", "marketer"];
export const managers: readonly Role[] = ["owner", "manager"];
export const owners: readonly Role[] = ["owner"];

/** A procedure of the session's publisher for these roles. The one way to build them. */
export function procedure(roles: readonly Role[]) {
  return base.meta({ roles }).use(({ ctx, next }) => {
    const { session, db, scans, now, requestId } = ctx;
    if (!session) throw new AppError("unauthorized", "Sign in to go on.");
    if (session.publisherId === undefined || session.role === undefined) {
      throw new AppError("forbidden", "You are not a member of a publisher.");
    }
    if (!roles.includes(session.role)) {
      throw new AppError("forbidden", roleMessage(session.role, roles));
    }
    const actor: Actor = {
      kind: "member",
      accountId: session.accountId,
      name: session.name,
      role: session.role,
    };
    const context: Context = { db, scans, now, actor, publisherId: session.publisherId };
    return next({ ctx: { ...context, session, requestId } });
  });
}

/** For what a signed-in person does outside a publisher: switching, the own profile. */
export const signedInProcedure = base.meta({ roles: "signed-in" }).use(({ ctx, next }) => {
  if (!ctx.session) throw new AppError("unauthorized", "Sign in to go on.");
  return next({ ctx: { ...ctx, session: ctx.session } });
});

/** For the sign-in page and the first run only. */
export const anyoneProcedure = base.meta({ roles: "anyone" });

function roleMessage(role: Role, allowed: readonly Role[]): string {
  const who = `${role.charAt(0).toUpperCase()}${role.slice(1)}s`;
  const asked = allowed.length > 2 ? "a marketer, manager or owner" : "an owner or manager";
  return `${who} can’t do this. Ask ${allowed.length === 1 ? "an owner" : asked}.`;
}
