import { and, eq, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { normalizeLanguageTag } from "@/content/languages";
import type { TranslatorName } from "@/db/enums";
import { glossaryTerms, translationMemory, translators } from "@/db/schema";
import { sealSecret } from "@/server/apps/sealed-secret";
import type { Context } from "@/server/context";
import { isDemo, translationOrigins } from "@/server/env";
import { AppError, notFound } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import { remember } from "./memory/memory";
import { isAllowedUrl } from "./network/http";
import { appNamesOf } from "./queries";
import type { RememberInput, TermInput, TranslatorInput, translatorUpdateInput } from "./schema";

/** Sets a translator up or changes it. The key is sealed for the workers and never comes back (T19). */
export async function storeTranslator(
  ctx: Context,
  input: TranslatorInput,
): Promise<{ name: TranslatorName }> {
  const { name, settings } = input;
  requireAllowedAddress(input);
  const given = "key" in input ? input.key : undefined;
  const owner = { publisherId: ctx.publisherId, translator: name };
  const sealedKey = given ? sealSecret(given, owner) : null;
  return ctx.db.transaction(async (tx) => {
    const [known] = await tx
      .select({ sealedKey: translators.sealedKey })
      .from(translators)
      .where(ofName(ctx, name));
    if (name === "azure" && !given && !known?.sealedKey) {
      throw fieldError("key", "Enter the key.");
    }
    const [last] = await tx
      .select({ position: max(translators.position) })
      .from(translators)
      .where(eq(translators.publisherId, ctx.publisherId));
    const values = {
      settings,
      state: "untested" as const,
      stateReason: null,
      stateAt: null,
      updatedAt: ctx.now,
      ...(given === undefined ? {} : { sealedKey }),
    };
    await tx
      .insert(translators)
      .values({
        publisherId: ctx.publisherId,
        name,
        position: (last?.position ?? 0) + 1,
        ...values,
      })
      .onConflictDoUpdate({ target: [translators.publisherId, translators.name], set: values });
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "translator.stored",
        target: `translator ${name}`,
        details: { settings, hasNewKey: Boolean(given) },
      },
    );
    return { name };
  });
}

/** A key goes to Azure's own hosts only; a base URL is a public HTTPS host or one the operator named. */
function requireAllowedAddress(input: TranslatorInput): void {
  if (input.name !== "libretranslate") return;
  if (isAllowedUrl(input.settings.baseUrl, isDemo() ? [] : translationOrigins())) return;
  throw fieldError(
    "settings.baseUrl",
    "Herald asks public HTTPS addresses only. The operator can allow others with HERALD_TRANSLATION_ORIGINS.",
  );
}

/** Order and on or off of all that are set up. */
export async function updateTranslators(
  ctx: Context,
  { order }: z.infer<typeof translatorUpdateInput>,
): Promise<{ changed: number }> {
  return ctx.db.transaction(async (tx) => {
    let changed = 0;
    for (const [position, { name, isEnabled }] of order.entries()) {
      const rows = await tx
        .update(translators)
        .set({ position, isEnabled })
        .where(ofName(ctx, name))
        .returning({ name: translators.name });
      changed += rows.length;
    }
    if (changed < order.length) throw notFound("translator");
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "translator.ordered",
        target: "translators",
        details: {
          order: order.map(({ name, isEnabled }) => `${name} ${isEnabled ? "on" : "off"}`),
        },
      },
    );
    return { changed };
  });
}

export async function removeTranslator(
  ctx: Context,
  { name }: { name: TranslatorName },
): Promise<{ name: TranslatorName }> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(translators)
      .where(ofName(ctx, name))
      .returning({ name: translators.name });
    if (!row) throw notFound("translator");
    await recordAudit(
      { ...ctx, db: tx },
      { action: "translator.removed", target: `translator ${name}` },
    );
    return row;
  });
}

/** A worker asks the translator for a word and notes its answer: the key cannot be opened here. */
export async function testTranslator(
  ctx: Context,
  { name }: { name: TranslatorName },
): Promise<{ requestedAt: Date }> {
  const [row] = await ctx.db
    .update(translators)
    .set({ state: "untested", stateReason: null, stateAt: null })
    .where(ofName(ctx, name))
    .returning({ name: translators.name });
  if (!row) throw notFound("translator");
  const payload = JSON.stringify({ publisherId: ctx.publisherId, name });
  const jobKey = `test-translator/${ctx.publisherId}/${name}`;
  await ctx.db.execute(
    sql`select graphile_worker.add_job('test-translator', ${payload}::json, job_key => ${jobKey}, max_attempts => 1, priority => -1)`,
  );
  return { requestedAt: ctx.now };
}

/** Adds a term, or changes the one with this id. */
export async function storeTerm(ctx: Context, input: TermInput): Promise<{ id: number }> {
  const translations = Object.fromEntries(
    Object.entries(input.translations).map(([tag, text]) => [
      normalizeLanguageTag(tag) ?? tag,
      text,
    ]),
  );
  const values = {
    sourceLanguage: normalizeLanguageTag(input.sourceLanguage) ?? input.sourceLanguage,
    term: input.term,
    termKey: input.term.toLowerCase(),
    translations,
    createdBy: ctx.actor.kind === "device" ? "A device" : ctx.actor.name,
    updatedAt: ctx.now,
  };
  return ctx.db.transaction(async (tx) => {
    const [same] = await tx
      .select({ id: glossaryTerms.id })
      .from(glossaryTerms)
      .where(
        and(
          eq(glossaryTerms.publisherId, ctx.publisherId),
          eq(glossaryTerms.sourceLanguage, values.sourceLanguage),
          eq(glossaryTerms.termKey, values.termKey),
        ),
      );
    if (same && same.id !== input.id)
      throw fieldError("term", "This term is in the glossary already.");
    const [row] =
      input.id === undefined
        ? await tx
            .insert(glossaryTerms)
            .values({ publisherId: ctx.publisherId, ...values })
            .returning({ id: glossaryTerms.id })
        : await tx
            .update(glossaryTerms)
            .set(values)
            .where(ofTerm(ctx, input.id))
            .returning({ id: glossaryTerms.id });
    if (!row) throw notFound("term");
    await recordAudit(
      { ...ctx, db: tx },
      { action: "glossary.stored", target: `term ${row.id}`, details: { term: input.term } },
    );
    return row;
  });
}

export async function removeTerm(ctx: Context, { id }: { id: number }): Promise<{ id: number }> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(glossaryTerms)
      .where(ofTerm(ctx, id))
      .returning({ id: glossaryTerms.id, term: glossaryTerms.term });
    if (!row) throw notFound("term");
    await recordAudit(
      { ...ctx, db: tx },
      { action: "glossary.removed", target: `term ${id}`, details: { term: row.term } },
    );
    return { id };
  });
}

/** A person's words for texts of one language, to be used again. */
export async function rememberTexts(
  ctx: Context,
  { from, to, texts }: RememberInput,
): Promise<{ kept: number }> {
  const pairs = texts.map((pair) => ({ ...pair, isHuman: true }));
  const kept = await remember(ctx, { from, to }, { pairs, appNames: await appNamesOf(ctx) });
  return { kept };
}

export async function removeMemory(ctx: Context, { id }: { id: number }): Promise<{ id: number }> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(translationMemory)
      .where(and(eq(translationMemory.publisherId, ctx.publisherId), eq(translationMemory.id, id)))
      .returning({ id: translationMemory.id, language: translationMemory.targetLanguage });
    if (!row) throw notFound("translation");
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "memory.removed",
        target: `translation ${id}`,
        details: { language: row.language },
      },
    );
    return { id };
  });
}

const ofName = (ctx: Context, name: TranslatorName) =>
  and(eq(translators.publisherId, ctx.publisherId), eq(translators.name, name));

const ofTerm = (ctx: Context, id: number) =>
  and(eq(glossaryTerms.publisherId, ctx.publisherId), eq(glossaryTerms.id, id));

function fieldError(field: string, message: string): AppError {
  return new AppError("unprocessable", message, { fields: [{ field, message }] });
}
