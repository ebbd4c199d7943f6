import { randomUUID } from "node:crypto";
import { z } from "zod";
import { errorReply } from "@/server/api/reply";
import { sessionCookieName } from "@/server/auth/session-cookie";
import type { Context } from "@/server/context";
import { exportDeliveries } from "@/server/deliveries/export/deliveries";
import { exportQuery, exportTypes } from "@/server/deliveries/export/schema";
import { streamOfText } from "@/server/deliveries/export/stream";
import { AppError } from "@/server/errors";
import { requestContext } from "./context";
import { type RequestContext, writers } from "./init";

const input = exportQuery.extend({ notification: z.coerce.number().int().positive() });

/** Files too long for a procedure's answer, for who is signed in: GET /api/exports?notification=…&format=… */
export async function handleDownload(
  request: Request,
  cookie: (name: string) => string | undefined,
): Promise<Response> {
  const requestId = randomUUID();
  const headers = { "x-request-id": requestId, "cache-control": "private, no-store" };
  try {
    const session = await requestContext(cookie(sessionCookieName()), requestId);
    return await download(request, session, headers);
  } catch (error) {
    const reply = errorReply(error, requestId);
    return Response.json(reply.body, { status: reply.status, headers });
  }
}

/** Devices by their ids are not for analysts (T6). */
export async function download(
  request: Request,
  { db, now, session }: RequestContext,
  headers: Record<string, string>,
): Promise<Response> {
  if (!session) throw new AppError("unauthorized", "Sign in to go on.");
  const { publisherId, role, accountId, name } = session;
  if (publisherId === undefined || role === undefined || !writers.includes(role)) {
    throw new AppError(
      "forbidden",
      "Analysts can’t export devices. Ask a marketer, manager or owner.",
    );
  }
  const ctx: Context = { db, now, publisherId, actor: { kind: "member", accountId, name, role } };
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { notification, format } = input.parse(query);
  const chunks = await exportDeliveries(ctx, { id: notification, format });
  return new Response(streamOfText(chunks), {
    headers: {
      ...headers,
      "content-type": exportTypes[format],
      "content-disposition": `attachment; filename="deliveries-${notification}.${format}"`,
    },
  });
}
