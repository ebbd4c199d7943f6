import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePayload } from "@/content/parse";
import { addLanguages, fillTexts, overrideText } from "@/content/translation/changes";
import { listSlots } from "@/content/translation/slots";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { scheduleNotification } from "@/server/notifications/commands";
import { createNotification, updateDraft } from "@/server/notifications/drafts";
import { draftOf } from "@/server/notifications/queries";
import { reviewNotification } from "@/server/notifications/review/review";
import type { Content } from "@/server/notifications/schema";
import { askTranslation } from "@/server/translation/jobs/ask";
import { listMemory } from "@/server/translation/queries";

let database: TestDatabase;
let ctx: Context;
let appId: number;

beforeAll(async () => {
  database = await testDatabase();
  ctx = await insertPublisher(database.db);
  const app = await insertApp(ctx, { storeId: "9NBLGGH4RUNR", firstRegisteredAt: ctx.now });
  appId = app.id;
});
afterAll(() => database.close());

async function draftWith(change: (content: Content) => Content) {
  const row = await createNotification(ctx, { template: "rate", appId });
  const content = change(draftOf(row).content);
  return updateDraft(ctx, { id: row.id, revision: row.revision, changes: { content } });
}

function slotsOf(content: Content) {
  const parsed = parsePayload(content.document);
  if (!parsed.ok) throw new Error("The template is not well-formed.");
  return listSlots(parsed.document).filter(({ isTranslatable }) => isTranslatable);
}

/** The title by a person, the rest by a machine. */
function inGerman(content: Content): Content {
  const [title, ...others] = slotsOf(content);
  const texts = others.map(({ id, text }) => ({
    slotId: id,
    sourceText: text,
    text: `de ${text}`,
    origin: "machine" as const,
    provider: "Azure AI Translator",
  }));
  const filled = fillTexts(addLanguages(content, ["de"]), "de", texts);
  return overrideText(
    filled,
    { language: "de", slotId: title?.id ?? "" },
    "Macht Contoso Chess Spaß?",
  );
}

test("Send is refused while a text is missing, until somebody chooses what is shown (P-87)", async () => {
  const draft = await draftWith((content) => addLanguages(content, ["de"]));
  const ref = { id: draft.id, revision: draft.revision };
  await expect(scheduleNotification(ctx, ref)).rejects.toThrow(
    "German: 4 texts need a translation.",
  );
  expect((await reviewNotification(ctx, ref)).errors).toMatchObject([{ code: "texts.missing" }]);
  const content: Content = { ...draftOf(draft).content, missingTexts: "default" };
  const chosen = await updateDraft(ctx, { ...ref, changes: { content } });
  const review = await reviewNotification(ctx, { id: chosen.id });
  expect(review.errors.map(({ code }) => code)).not.toContain("texts.missing");
  expect(review.warnings.map(({ code }) => code)).toContain("texts.missing");
  const sent = await scheduleNotification(ctx, { id: chosen.id, revision: chosen.revision });
  expect(sent.status).toBe("scheduled");
});

test("Send accepts what a machine wrote: from then on the memory has it, with who wrote it", async () => {
  const draft = await draftWith(inGerman);
  const texts = slotsOf(draftOf(draft).content).map(({ text }) => text);
  const input = { from: "en-US", wanted: [{ to: "de", texts: ["A rating from {app}?"] }] };
  expect((await askTranslation(ctx, input)).filled).toEqual([]);
  await scheduleNotification(ctx, { id: draft.id, revision: draft.revision });
  const { rows } = await listMemory(ctx, { q: "", language: "de", page: 1, size: 100 });
  expect(rows).toHaveLength(texts.length);
  expect(rows.filter(({ isHuman }) => isHuman)).toMatchObject([
    { sourceText: "Enjoying {app}?", targetText: "Macht {app} Spaß?", provider: null },
  ]);
  expect(rows.filter(({ isHuman }) => !isHuman).map(({ provider }) => provider)).toEqual(
    Array.from({ length: texts.length - 1 }, () => "Azure AI Translator"),
  );
});
