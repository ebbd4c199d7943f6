import { utf8Bytes } from "./bytes";
import {
  attributeOf,
  attributeValue,
  childElements,
  updateElement,
  withAttribute,
  type XmlAttribute,
  type XmlDocument,
  type XmlElement,
} from "./document";
import { serialize, serializeCut } from "./serialize";

/**
 * The launch token on the wire (K-20 to K-27): the author's argument string, then `;__ntk=`, then 40
 * base64url characters = 26 opaque bytes of the server + CRC-32 over the UTF-8 of the author's string and
 * those 26 bytes. See docs/decisions for why.
 */
export const tokenMark = ";__ntk=";
export const tokenBytes = 26;
const encodedLength = 40;
const suffixLength = tokenMark.length + encodedLength;

/**
 * A payload cut where tokens go. Between literals[i] and literals[i + 1] comes a token whose checksum is
 * crcs[i] XOR the CRC of the token alone: CRC is linear, so the prefix' state is carried over the 26 token
 * bytes once, here, and never again per delivery.
 */
export interface TrackedPayload {
  readonly literals: readonly string[];
  readonly crcs: readonly number[];
  /** UTF-8 bytes of every filled payload. */
  readonly bytes: number;
}

/** Cuts a document for fillTracked. Tiles, badges and protocol toasts have no place for a token (K-25). */
export function prepareTracked(document: XmlDocument): TrackedPayload {
  if (!canTrack(document)) return prepareUntracked(document);
  const open = openLaunch(document);
  const attributes = trackedAttributes(open);
  const values = attributes.map((attribute) => attribute.value);
  return prepareCut(serializeCut(open, new Set(attributes)), values);
}

/**
 * A payload in any other form, already cut: pieces[i] ends where values[i] does, as that form writes it. One
 * piece more than there are values.
 */
export function prepareCut(pieces: readonly string[], values: readonly string[]): TrackedPayload {
  const literals = pieces.map((text, index) => (index < values.length ? text + tokenMark : text));
  const crcs = values.map((value) => carried(crcOfText(value)));
  const bytes =
    literals.reduce((sum, text) => sum + utf8Bytes(text), 0) + crcs.length * encodedLength;
  return { literals, crcs, bytes };
}

/** The payload when tracking is off: one literal, nothing added (K-20). */
export function prepareUntracked(document: XmlDocument): TrackedPayload {
  const text = serialize(document);
  return { literals: [text], crcs: [], bytes: utf8Bytes(text) };
}

/** Whether opening the app from this payload can be counted at all (K-25, P-43). */
export function canTrack(document: XmlDocument): boolean {
  return document.root.name === "toast" && isAppActivation(document.root);
}

/** The payload of one delivery. Token: exactly 26 bytes. Hot: no allocation but the strings. */
export function fillTracked(payload: TrackedPayload, token: Uint8Array): string {
  const { literals, crcs } = payload;
  let text = literals[0] ?? "";
  if (crcs.length === 0) return text;
  if (token.length !== tokenBytes) throw new RangeError("A launch token has 26 bytes.");
  const head = encodeHead(token);
  const own = crcOfBytes(0, token);
  for (let index = 0; index < crcs.length; index++) {
    text += head + encodeTail(token, (crcs[index] ?? 0) ^ own) + (literals[index + 1] ?? "");
  }
  return text;
}

/**
 * Takes the token off an argument string the app was started with. Without a token of ours, with a broken
 * one or one that belongs to another string, the argument comes back unchanged (K-21, K-24). `token` is the
 * base64url of the 26 bytes, 35 characters, as POST /api/v1/launches takes it.
 */
export function stripLaunchToken(argument: string): { original: string; token?: string } {
  const at = argument.length - suffixLength;
  if (at < 0 || !argument.startsWith(tokenMark, at)) return { original: argument };
  const bytes = decodeBase64url(argument.slice(at + tokenMark.length));
  if (!bytes) return { original: argument };
  const original = argument.slice(0, at);
  const token = bytes.subarray(0, tokenBytes);
  const sum = crcOfBytes(crcOfText(original), token) ^ -1;
  const given = new DataView(bytes.buffer).getInt32(tokenBytes);
  if (sum !== given) return { original: argument };
  return { original, token: encodeToken(token) };
}

/** 26 bytes as 35 base64url characters. */
export function encodeToken(token: Uint8Array): string {
  return encodeHead(token) + pairs[((token[24] ?? 0) << 4) | ((token[25] ?? 0) >> 4)] + last(token);
}

/** The 26 bytes of what stripLaunchToken gave, or undefined if it is not such a text. */
export function decodeToken(token: string): Uint8Array | undefined {
  if (token.length !== 35) return undefined;
  const bytes = decodeBase64url(`${token}A`)?.subarray(0, tokenBytes);
  // Only one spelling per token: the two spare bits of the last character must be zero.
  return bytes && encodeToken(bytes) === token ? bytes : undefined;
}

/** Which strings reach the app on a click and so carry a token: body, buttons, header (K-26). In document order. */
function trackedAttributes({ root }: XmlDocument): XmlAttribute[] {
  const carriers = childElements(root).flatMap((child) => {
    if (child.name === "actions") return childElements(child, "action");
    return child.name === "header" ? [child] : [];
  });
  const found = carriers
    .filter(isAppActivation)
    .map((element) => attributeOf(element, "arguments"));
  return [attributeOf(root, "launch"), ...found].filter((attribute) => attribute !== undefined);
}

function isAppActivation(element: XmlElement): boolean {
  const type = attributeValue(element, "activationType") ?? "foreground";
  return type === "foreground" || type === "background";
}

/** A click on the body reports `launch` even if the author left it out, so that it can be counted. */
function openLaunch(document: XmlDocument): XmlDocument {
  if (attributeOf(document.root, "launch")) return document;
  return updateElement(document, [], (root) => withAttribute(root, "launch", ""));
}

const crcTable = Int32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crcOfBytes(state: number, bytes: Uint8Array): number {
  let crc = state;
  for (let at = 0; at < bytes.length; at++) {
    crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[at] ?? 0)) & 255] ?? 0);
  }
  return crc;
}

/** Register after the text, not yet inverted. */
function crcOfText(text: string): number {
  return crcOfBytes(-1, new TextEncoder().encode(text));
}

/** The register carried over 26 zero bytes and inverted: what is left to do is XOR the token's own CRC. */
function carried(state: number): number {
  return crcOfBytes(state, new Uint8Array(tokenBytes)) ^ -1;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Two characters for 12 bits: half the look-ups of one at a time. */
const pairs = Array.from({ length: 4096 }, (_, bits) => char(bits >> 6) + char(bits & 63));

function char(bits: number): string {
  return alphabet[bits] ?? "";
}

function last(token: Uint8Array): string {
  return char(((token[25] ?? 0) & 15) << 2);
}

/** Bytes 0 to 23 as 32 characters. */
function encodeHead(token: Uint8Array): string {
  let text = "";
  for (let at = 0; at < 24; at += 3) {
    const bits = ((token[at] ?? 0) << 16) | ((token[at + 1] ?? 0) << 8) | (token[at + 2] ?? 0);
    text += (pairs[bits >> 12] ?? "") + (pairs[bits & 4095] ?? "");
  }
  return text;
}

/** Bytes 24, 25 and the checksum, high byte first, as 8 characters. */
function encodeTail(token: Uint8Array, crc: number): string {
  const high = ((token[24] ?? 0) << 16) | ((token[25] ?? 0) << 8) | (crc >>> 24);
  const low = crc & 0xffffff;
  return (
    (pairs[high >> 12] ?? "") +
    (pairs[high & 4095] ?? "") +
    (pairs[low >> 12] ?? "") +
    (pairs[low & 4095] ?? "")
  );
}

const sextets = new Map([...alphabet].map((letter, value) => [letter, value]));

/** Whole groups of four characters, base64url alphabet only. */
function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array((text.length / 4) * 3);
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const value = sextets.get(text[at] ?? "");
    if (value === undefined) return undefined;
    bits = (bits << 6) | value;
    if (at % 4 === 3) {
      const to = ((at - 3) / 4) * 3;
      bytes[to] = (bits >> 16) & 255;
      bytes[to + 1] = (bits >> 8) & 255;
      bytes[to + 2] = bits & 255;
      bits = 0;
    }
  }
  return bytes;
}
