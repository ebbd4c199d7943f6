import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { createNotification, updateDraft } from "@/server/notifications/drafts";
import { draftOf } from "@/server/notifications/queries";
import { removeTemplate, renameTemplate, saveTemplate } from "./commands";
import { listTemplates } from "./queries";

let database: TestDatabase;
let ctx: Context;
let stranger: Context;
let appId: number;

beforeAll(async () => {
  database = await testDatabase();
  ctx = await insertPublisher(database.db);
  stranger = await insertPublisher(database.db, "Fabrikam");
  appId = (await insertApp(ctx, { firstRegisteredAt: ctx.now })).id;
});
afterAll(() => database.close());

async function draftWithGerman() {
  const row = await createNotification(ctx, { template: "rate", appId });
  const { content } = draftOf(row);
  const translations = { de: { texts: {} } };
  const changed = { ...content, translations };
  return updateDraft(ctx, { id: row.id, revision: row.revision, changes: { content: changed } });
}

test("a notification made from a saved template has its content in all languages and its rules", async () => {
  const origin = await draftWithGerman();
  const saved = await saveTemplate(ctx, { notificationId: origin.id, name: "Rate us" });
  const made = await createNotification(ctx, {
    template: "blank-toast",
    savedTemplateId: saved.id,
    appId,
  });
  expect(draftOf(made).content).toEqual(draftOf(origin).content);
  expect(made).toMatchObject({ template: "rate", kind: "toast", name: "Rate us" });
});

test("a later change of the notification leaves the template as it is", async () => {
  const origin = await draftWithGerman();
  const saved = await saveTemplate(ctx, { notificationId: origin.id, name: "Unmoved" });
  const { content } = draftOf(origin);
  await updateDraft(ctx, {
    id: origin.id,
    revision: origin.revision,
    changes: { content: { ...content, document: "<toast/>" } },
  });
  const found = (await listTemplates(ctx)).find(({ id }) => id === saved.id);
  expect(found?.content).toEqual(content);
});

test("names are unique whatever their case, also when renamed", async () => {
  const origin = await draftWithGerman();
  const first = await saveTemplate(ctx, { notificationId: origin.id, name: "Weekly" });
  await expect(
    saveTemplate(ctx, { notificationId: origin.id, name: "WEEKLY" }),
  ).rejects.toMatchObject({ code: "conflict", fields: [{ field: "name" }] });
  const second = await saveTemplate(ctx, { notificationId: origin.id, name: "Monthly" });
  await expect(renameTemplate(ctx, { id: second.id, name: "weekly" })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await renameTemplate(ctx, { id: first.id, name: "Every week" })).toMatchObject({
    name: "Every week",
  });
});

test("a stranger sees none, and can neither use, rename nor delete one", async () => {
  const origin = await draftWithGerman();
  const { id } = await saveTemplate(ctx, { notificationId: origin.id, name: "Ours" });
  expect(await listTemplates(stranger)).toEqual([]);
  const denied = { code: "not_found" };
  const use = createNotification(stranger, { template: "rate", savedTemplateId: id });
  await expect(use).rejects.toMatchObject(denied);
  await expect(renameTemplate(stranger, { id, name: "Mine" })).rejects.toMatchObject(denied);
  await expect(removeTemplate(stranger, { id })).rejects.toMatchObject(denied);
  const steal = saveTemplate(stranger, { notificationId: origin.id, name: "Stolen" });
  await expect(steal).rejects.toMatchObject(denied);
});

test("a deleted template is gone, what was made from it stays", async () => {
  const origin = await draftWithGerman();
  const { id } = await saveTemplate(ctx, { notificationId: origin.id, name: "Short-lived" });
  const made = await createNotification(ctx, { template: "rate", savedTemplateId: id, appId });
  await removeTemplate(ctx, { id });
  expect((await listTemplates(ctx)).some((one) => one.id === id)).toBe(false);
  expect(made.name).toBe("Short-lived");
});
