import { and, desc, eq, gte, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { similarity } from "@/content/translation/match";
import { translationMemory } from "@/db/schema";
import type { Context } from "@/server/context";
import { fillSlot, hashOf, slottedPair, sourceKey, targetKey, withSlot } from "./key";

type Reader = Pick<Context, "db" | "publisherId">;

export interface Remembered {
  source: string;
  target: string;
  isHuman: boolean;
  provider?: string;
}

export interface MemoryHit {
  text: string;
  isHuman: boolean;
  provider: string | undefined;
}

/** Exact reuse: source text → hit. One statement for all texts of one pair of languages. */
export async function recall(
  ctx: Reader,
  languages: { from: string; to: string },
  { texts, appNames }: { texts: readonly string[]; appNames: readonly string[] },
): Promise<Map<string, MemoryHit>> {
  const keys = texts.map((text) => {
    const slotted = withSlot(text, appNames);
    return { text, slotted, hashes: [hashOf(slotted.text), hashOf(withSlot(text, []).text)] };
  });
  if (keys.length === 0) return new Map();
  const rows = await ctx.db
    .select()
    .from(translationMemory)
    .where(
      and(
        ofPair(ctx, languages),
        inArray(
          translationMemory.sourceHash,
          keys.flatMap(({ hashes }) => hashes),
        ),
      ),
    );
  const byHash = new Map(rows.map((row) => [row.sourceHash.toString("hex"), row]));
  const found = new Map<string, MemoryHit>();
  for (const { text, slotted, hashes } of keys) {
    const [bySlot, byText] = hashes.map((hash) => byHash.get(hash.toString("hex")));
    const row = byText ?? bySlot;
    if (!row) continue;
    const filled = row === byText ? row.targetText : fillSlot(row.targetText, slotted.app);
    const provider = row.provider ?? undefined;
    found.set(text, { text: filled, isHuman: row.isHuman, provider });
  }
  return found;
}

/** Keeps translations for later. A machine's words never replace a person's; later ones replace earlier ones. */
export async function remember(
  ctx: Context,
  languages: { from: string; to: string },
  { pairs, appNames }: { pairs: readonly Remembered[]; appNames: readonly string[] },
): Promise<number> {
  const by = ctx.actor.kind === "device" ? "A device" : ctx.actor.name;
  const rows = new Map<string, typeof translationMemory.$inferInsert>();
  for (const { source, target, isHuman, provider } of pairs) {
    if (source.trim() === "" || target.trim() === "") continue;
    const pair = slottedPair({ source, target }, appNames);
    rows.set(pair.source, {
      publisherId: ctx.publisherId,
      sourceLanguage: sourceKey(languages.from),
      targetLanguage: targetKey(languages.to),
      sourceHash: hashOf(pair.source),
      sourceText: pair.source,
      targetText: pair.target,
      isHuman,
      provider: isHuman ? null : (provider ?? null),
      createdBy: by,
      updatedAt: ctx.now,
    });
  }
  if (rows.size === 0) return 0;
  const kept = await ctx.db
    .insert(translationMemory)
    .values([...rows.values()])
    .onConflictDoUpdate({
      target: [
        translationMemory.publisherId,
        translationMemory.sourceLanguage,
        translationMemory.targetLanguage,
        translationMemory.sourceHash,
      ],
      set: {
        targetText: sql`excluded.target_text`,
        isHuman: sql`excluded.is_human`,
        provider: sql`excluded.provider`,
        createdBy: sql`excluded.created_by`,
        updatedAt: sql`excluded.updated_at`,
      },
      setWhere: sql`excluded.is_human or not ${translationMemory.isHuman}`,
    })
    .returning({ id: translationMemory.id });
  return kept.length;
}

export interface Suggestion {
  source: string;
  target: string;
  /** 0 to 1; 1 only for what says the very same. */
  likeness: number;
  isHuman: boolean;
}

const looked = 2_000;
const likeEnough = 0.6;
const shown = 3;

/** Similar texts, for a person to choose from; never filled in by itself. */
export async function suggest(
  ctx: Reader,
  languages: { from: string; to: string },
  { text, appNames }: { text: string; appNames: readonly string[] },
): Promise<Suggestion[]> {
  const { text: wanted, app } = withSlot(text, appNames);
  const length = sql<number>`length(${translationMemory.sourceText})`;
  const rows = await ctx.db
    .select()
    .from(translationMemory)
    .where(
      and(
        ofPair(ctx, languages),
        gte(length, Math.floor(wanted.length * 0.5)),
        lte(length, Math.ceil(wanted.length * 2) + 4),
      ),
    )
    .orderBy(desc(translationMemory.updatedAt))
    .limit(looked);
  return rows
    .map((row) => ({
      source: fillSlot(row.sourceText, app),
      target: fillSlot(row.targetText, app),
      likeness: similarity(row.sourceText, wanted),
      isHuman: row.isHuman,
    }))
    .filter(({ likeness }) => likeness >= likeEnough)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, shown);
}

/** Notes that entries were used, so that people see which matter. */
export async function noteUses(
  ctx: Reader,
  languages: { from: string; to: string },
  { texts, appNames }: { texts: readonly string[]; appNames: readonly string[] },
): Promise<void> {
  if (texts.length === 0) return;
  const hashes = texts.flatMap((text) => [
    hashOf(withSlot(text, appNames).text),
    hashOf(withSlot(text, []).text),
  ]);
  await ctx.db
    .update(translationMemory)
    .set({ uses: sql`${translationMemory.uses} + 1` })
    .where(and(ofPair(ctx, languages), inArray(translationMemory.sourceHash, hashes)));
}

function ofPair(ctx: Reader, { from, to }: { from: string; to: string }): SQL | undefined {
  return and(
    eq(translationMemory.publisherId, ctx.publisherId),
    eq(translationMemory.sourceLanguage, sourceKey(from)),
    eq(translationMemory.targetLanguage, targetKey(to)),
  );
}

/** For the table of the settings: part of either text. */
export function memoryMatches(q: string): SQL | undefined {
  if (q === "") return undefined;
  const part = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    sql`${translationMemory.sourceText} ilike ${part}`,
    sql`${translationMemory.targetText} ilike ${part}`,
  );
}
