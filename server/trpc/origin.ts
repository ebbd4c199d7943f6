import { isOwnOrigin } from "@/server/auth/origins";

export const bodyLimit = 1_048_576;
const depthLimit = 64;

export type Refusal = { status: 403 | 413 | 415 | 400; message: string };

/**
 * Why a changing request may not go on. A form of another site can post without asking first (multipart,
 * text/plain), and SameSite does not stop a sibling subdomain: so JSON only, and only from our own pages.
 */
export function refusalOf(request: Request): Refusal | undefined {
  if (request.method === "GET") return undefined;
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) return { status: 415, message: "Send JSON." };
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const isOwnSite = site === null || site === "same-origin";
  const isOwn = origin === null ? site === "same-origin" : isOwnOrigin(origin) && isOwnSite;
  return isOwn ? undefined : { status: 403, message: "This request comes from another site." };
}

/** The body, unless it is too long or nested too deep for a recursive parser. */
export async function readBody(request: Request): Promise<string | Refusal> {
  const tooBig = { status: 413, message: "The request is too big." } as const;
  if (Number(request.headers.get("content-length") ?? 0) > bodyLimit) return tooBig;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > bodyLimit) return tooBig;
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  return depthOf(text) > depthLimit
    ? { status: 400, message: "The JSON is nested too deep." }
    : text;
}

/** Brackets inside strings do not count. */
export function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let i = 0; i < json.length; i += 1) {
    const sign = json[i];
    if (isText) {
      if (sign === "\\") i += 1;
      else if (sign === '"') isText = false;
    } else if (sign === '"') isText = true;
    else if (sign === "{" || sign === "[") deepest = Math.max(deepest, ++depth);
    else if (sign === "}" || sign === "]") depth -= 1;
  }
  return deepest;
}
