import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Model packs the operator installed (npm run models): one folder per pair, each file with its hash. */

const fileSchema = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,120}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const packSchema = z.strictObject({
  version: z.literal(1),
  /** Mozilla's codes. */
  from: z.string().regex(/^[a-z]{2,3}(_[a-z]{2,8})?$/),
  to: z.string().regex(/^[a-z]{2,3}(_[a-z]{2,8})?$/),
  /** As in Mozilla's list, for example "tiny"; or what the operator calls it. */
  architecture: z.string().max(60),
  source: z.string().max(300),
  precision: z.enum(["int8shiftAll", "int8shiftAlphaAll"]),
  model: fileSchema,
  /** None = all words are considered, which is slower. */
  shortlist: fileSchema.optional(),
  /** One for both languages, or source and target. */
  vocabs: z.array(fileSchema).min(1).max(2),
});
export type Pack = z.infer<typeof packSchema>;

export const packFile = "pack.json";

export interface LoadedPack {
  from: string;
  to: string;
  precision: string;
  model: ArrayBuffer;
  shortlist: ArrayBuffer;
  vocabs: ArrayBuffer[];
}

export class PackError extends Error {}

export interface InstalledPack {
  folder: string;
  pack: Pack;
}

/** Every readable pack; a folder that holds something else is no pack. */
export function installedPacks(root: string): InstalledPack[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const folder = join(root, entry.name);
    const file = join(folder, packFile);
    if (!entry.isDirectory() || !existsSync(file)) return [];
    const parsed = packSchema.safeParse(jsonOf(readFileSync(file, "utf8")));
    return parsed.success ? [{ folder, pack: parsed.data }] : [];
  });
}

/** The packs that lead from one language to the other: a direct one, or two by way of English. */
export function packRoute(
  packs: readonly InstalledPack[],
  from: string,
  to: string,
): InstalledPack[] | undefined {
  const find = (source: string, target: string) =>
    packs.find(({ pack }) => pack.from === source && pack.to === target);
  const direct = find(from, to);
  if (direct) return [direct];
  const [first, second] = [find(from, "en"), find("en", to)];
  return first && second ? [first, second] : undefined;
}

/** Reads a pack and compares every file with its hash: a changed model is not used. */
export async function loadPack({ folder, pack }: InstalledPack): Promise<LoadedPack> {
  const read = async ({ name, sha256 }: { name: string; sha256: string }) => {
    const bytes = await readFile(join(folder, name));
    if (createHash("sha256").update(bytes).digest("hex") !== sha256) {
      throw new PackError(`${name} of the pack ${pack.from}-${pack.to} is not what was installed.`);
    }
    return new Uint8Array(bytes).buffer;
  };
  return {
    from: pack.from,
    to: pack.to,
    precision: pack.precision,
    model: await read(pack.model),
    shortlist: pack.shortlist ? await read(pack.shortlist) : new ArrayBuffer(0),
    vocabs: await Promise.all(pack.vocabs.map(read)),
  };
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
