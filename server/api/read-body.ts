import { AppError } from "@/server/errors";
import { isStorable } from "@/server/storable";
import { depthOf } from "@/server/trpc/origin";
import { repeatedName } from "./repeated-name";
import { HttpError } from "./reply";
import type { ApiRequest } from "./route";

const deepest = 16;

/**
 * The JSON of a request, read as a stream that stops at the limit, refused before parsing when it is nested
 * too deep, and afterwards when it holds what Postgres can't keep (T1). undefined = no body.
 */
export async function readJson(request: ApiRequest, limitBytes: number): Promise<unknown> {
  return (await readJsonBytes(request, limitBytes)).value;
}

/** The same with the bytes as they came, over which a signature goes. */
export async function readJsonBytes(
  request: ApiRequest,
  limitBytes: number,
): Promise<{ bytes: Buffer; value: unknown }> {
  const bytes = await readBytes(request, limitBytes);
  return { bytes, value: bytes.length === 0 ? undefined : readValue(request, bytes) };
}

function readValue(request: ApiRequest, bytes: Buffer): unknown {
  requireJson(request);
  const text = decode(bytes);
  if (depthOf(text) > deepest) throw new AppError("invalid", "The JSON is nested too deep.");
  const value = parse(text);
  requireOnce(text);
  requireStorable(value);
  return value;
}

function requireJson(request: ApiRequest): void {
  const type = request.headers.get("content-type") ?? "";
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (/^application\/json\s*(;|$)/i.test(type) && /^identity$/i.test(encoding.trim())) return;
  throw new HttpError(415, "unsupported_media_type", "Send JSON, not compressed.");
}

async function readBytes(request: ApiRequest, limitBytes: number): Promise<Buffer> {
  const tooLarge = new AppError("too_large", `At most ${limitBytes.toLocaleString("en")} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limitBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed("The body is not UTF-8.", cause);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed("The body is not JSON.", cause);
  }
}

/** Of two members of one name the last would win, and nobody would hear of the first. */
function requireOnce(text: string): void {
  const place = repeatedName(text);
  if (!place) return;
  const message = `“${place.at(-1)}” is there twice. Each name once.`;
  throw new AppError("invalid", message, { fields: [{ field: place.join("."), message }] });
}

function malformed(message: string, cause: unknown): AppError {
  const error = new AppError("invalid", message);
  error.cause = cause;
  return error;
}

function requireStorable(value: unknown): void {
  if (typeof value === "string") {
    if (!isStorable(value)) {
      throw new AppError("invalid", "Text may not hold NUL or half a character.");
    }
  } else if (Array.isArray(value)) {
    for (const item of value) requireStorable(item);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (name === "__proto__") throw new AppError("invalid", "__proto__ is not a name.");
      requireStorable(name);
      requireStorable(member);
    }
  }
}
