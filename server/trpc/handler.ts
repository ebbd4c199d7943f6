import { randomUUID } from "node:crypto";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { sessionCookieName } from "@/server/auth/session-cookie";
import { requestContext } from "./context";
import { readBody, refusalOf } from "./origin";
import { appRouter } from "./root";

const endpoint = "/api/trpc";

/** The portal's own door: JSON only, changes only from our own pages, every answer with its request id. */
export async function handleTrpc(
  request: Request,
  cookie: (name: string) => string | undefined,
): Promise<Response> {
  const requestId = randomUUID();
  const answer = await answerTo(request, () =>
    requestContext(cookie(sessionCookieName()), requestId),
  );
  answer.headers.set("x-request-id", requestId);
  answer.headers.set("cache-control", "private, no-store");
  return answer;
}

async function answerTo(request: Request, createContext: () => ReturnType<typeof requestContext>) {
  const refusal = refusalOf(request);
  if (refusal) return Response.json({ error: refusal }, { status: refusal.status });
  const checked = await withReadBody(request);
  if (!(checked instanceof Request)) {
    return Response.json({ error: checked }, { status: checked.status });
  }
  return fetchRequestHandler({
    req: checked,
    endpoint,
    router: appRouter,
    createContext,
    maxBatchSize: 20,
    // Questions too long for an address come as POST, with all its checks.
    allowMethodOverride: true,
  });
}

async function withReadBody(request: Request) {
  if (request.method === "GET") return request;
  const body = await readBody(request);
  if (typeof body !== "string") return body;
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, body, signal });
}
