import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { jsonOf, type Pack, PackError, packFile, packSchema } from "./packs";

/** Puts a Mozilla model pack into $HERALD_DATA/models, from a folder or from a list on the network. */

export interface Wanted {
  from: string;
  to: string;
  /** SHA-256 of the unpacked files by part; from the network they are required. */
  pins?: Pins;
  architecture?: string;
}

const partNames = ["model", "lexicalShortlist", "vocab", "srcVocab", "trgVocab"] as const;
type PartName = (typeof partNames)[number];
export const pinsSchema = z.partialRecord(z.enum(partNames), z.string().regex(/^[0-9a-f]{64}$/i));
export type Pins = z.infer<typeof pinsSchema>;

interface Part {
  part: PartName;
  name: string;
  bytes: Buffer;
}

/** Larger than any of Mozilla's models, small enough not to fill a disk. */
const maximumBytes = 300 * 1024 * 1024;

/** Mozilla's file names: model.ende.intgemm.alphas.bin, lex.50.50.ende.s2t.bin, vocab.ende.spm; .gz or not. */
const partPatterns: readonly (readonly [PartName, RegExp])[] = [
  ["model", /^model\..*\.bin(\.gz)?$/],
  ["lexicalShortlist", /^lex\..*\.bin(\.gz)?$/],
  ["srcVocab", /^srcvocab\..*\.spm(\.gz)?$/],
  ["trgVocab", /^trgvocab\..*\.spm(\.gz)?$/],
  ["vocab", /^vocab\..*\.spm(\.gz)?$/],
];

export function installFromFolder(root: string, folder: string, wanted: Wanted): Pack {
  const parts = partPatterns.flatMap(([part, pattern]) => {
    const names = readdirSync(folder).filter((name) => pattern.test(name));
    if (names.length > 1)
      throw new PackError(`${folder} has more than one ${part}: ${names.join(", ")}.`);
    return names.map((name) => ({ part, ...unpacked(name, readFileSync(join(folder, name))) }));
  });
  return install(root, parts, { ...wanted, source: folder });
}

const listSchema = z.object({
  baseUrl: z.url(),
  models: z.record(
    z.string(),
    z.array(
      z.object({
        architecture: z.string().optional(),
        releaseStatus: z.string().optional(),
        files: z.partialRecord(
          z.enum(partNames),
          z.object({ path: z.string(), uncompressedHash: z.string().optional() }),
        ),
      }),
    ),
  ),
});

/** How a file comes from the network; the script gives fetch. */
export type Download = (url: string) => Promise<Buffer>;

/** A list as Mozilla publishes it. The list is not trusted for what it says of its files: pins are. */
export async function installFromList(
  root: string,
  listUrl: string,
  { download, ...wanted }: Wanted & { download: Download },
): Promise<Pack> {
  const { baseUrl, files, architecture } = await modelOf(listUrl, { download, ...wanted });
  const parts: Part[] = [];
  for (const part of partNames) {
    const file = files[part];
    if (!file) continue;
    if (!wanted.pins?.[part]) throw new PackError(`The pins have no hash for ${part}.`);
    const bytes = await download(`${baseUrl.replace(/\/+$/, "")}/${file.path.replace(/^\/+/, "")}`);
    parts.push({ part, ...unpacked(basename(file.path), bytes) });
  }
  return install(root, parts, { ...wanted, architecture, source: listUrl });
}

/** What the list claims, for a person to compare and to keep as pins. */
export async function pinsOf(
  listUrl: string,
  wanted: Wanted & { download: Download },
): Promise<Pins> {
  const { files } = await modelOf(listUrl, wanted);
  return Object.fromEntries(
    partNames.flatMap((part) => {
      const hash = files[part]?.uncompressedHash;
      return hash ? [[part, hash]] : [];
    }),
  );
}

async function modelOf(
  listUrl: string,
  { download, from, to, architecture }: Wanted & { download: Download },
) {
  const list = listSchema.safeParse(jsonOf((await download(listUrl)).toString("utf8")));
  if (!list.success) throw new PackError(`${listUrl} is not a list of models.`);
  const all = (list.data.models[`${from}-${to}`] ?? []).filter(
    (model) => architecture === undefined || model.architecture === architecture,
  );
  const model = all.find(({ releaseStatus }) => releaseStatus === "Release") ?? all[0];
  if (!model) throw new PackError(`The list has no model ${from}-${to}.`);
  return { baseUrl: list.data.baseUrl, files: model.files, architecture: model.architecture };
}

export function removePack(root: string, pair: string): boolean {
  const folder = join(root, pair);
  if (!/^[a-z_]+-[a-z_]+$/.test(pair) || !existsSync(join(folder, packFile))) return false;
  rmSync(folder, { recursive: true });
  return true;
}

function unpacked(name: string, bytes: Buffer): { name: string; bytes: Buffer } {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: maximumBytes }) : bytes;
  return { name: name.replace(/\.gz$/, ""), bytes: plain };
}

/** Whole or not at all: written beside, checked, then moved into place. */
function install(root: string, parts: readonly Part[], wanted: Wanted & { source: string }): Pack {
  const pack = packOf(parts, wanted);
  const folder = join(root, `${wanted.from}-${wanted.to}`);
  const fresh = join(root, `.${wanted.from}-${wanted.to}.${randomUUID()}`);
  mkdirSync(fresh, { recursive: true });
  try {
    for (const { name, bytes } of parts) writeFileSync(join(fresh, name), bytes);
    writeFileSync(join(fresh, packFile), `${JSON.stringify(pack, null, 2)}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return pack;
}

function packOf(
  parts: readonly Part[],
  { from, to, pins, ...wanted }: Wanted & { source: string },
): Pack {
  const files = new Map(
    parts.map(({ part, name, bytes }) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const pin = pins?.[part]?.toLowerCase();
      if (pin !== undefined && pin !== sha256) {
        throw new PackError(
          `${name} has the hash ${sha256}, pinned is ${pin}. Nothing was installed.`,
        );
      }
      return [part, { name, sha256 }] as const;
    }),
  );
  const model = files.get("model");
  if (!model) throw new PackError("There is no model among the files.");
  const both = [files.get("srcVocab"), files.get("trgVocab")];
  const vocabs = files.has("vocab") ? [files.get("vocab")] : both;
  if (vocabs.includes(undefined)) throw new PackError("There is no vocabulary among the files.");
  return packSchema.parse({
    version: 1,
    from,
    to,
    architecture: wanted.architecture ?? "unknown",
    source: wanted.source.slice(0, 300),
    precision: model.name.includes("alphas") ? "int8shiftAlphaAll" : "int8shiftAll",
    model,
    shortlist: files.get("lexicalShortlist"),
    vocabs,
  });
}
