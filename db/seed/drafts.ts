import { writeBindingText } from "@/content/fields";
import { parsePayload } from "@/content/parse";
import { serialize } from "@/content/serialize";
import type { TemplateId } from "@/db/enums";
import type { Context } from "@/server/context";
import { scheduleNotification } from "@/server/notifications/commands";
import { createNotification, updateDraft } from "@/server/notifications/drafts";
import { draftOf } from "@/server/notifications/queries";
import type { Draft } from "@/server/notifications/schema";
import { type AppKey, type DemoApp, demoApps } from "./apps";
import type { DemoNotification } from "./catalog";

/** Drafts of the demo are made by the commands that people use, so every rule holds for them too. */

export interface Wanted {
  name: string;
  template: TemplateId;
  apps: AppKey[];
  title?: string;
  body?: string;
  customerGroupId?: number | null;
}

export async function makeDraft(
  ctx: Context,
  wanted: Wanted,
  appIds: Record<AppKey, number>,
): Promise<{ id: number; revision: number; draft: Draft }> {
  const first = wanted.apps[0] ?? "runner";
  const { template, name } = wanted;
  const row = await createNotification(ctx, { template, appId: appIds[first], name });
  const { audience, content } = draftOf(row);
  const ids = wanted.apps.map((app) => appIds[app]);
  const changes = {
    audience: {
      ...audience,
      appIds: ids,
      mode: ids.length > 1 ? ("multiple" as const) : ("single" as const),
      customerGroupId: wanted.customerGroupId ?? null,
    },
    content: { ...content, document: withTexts(content.document, wanted) },
  } satisfies Partial<Draft>;
  const saved = await updateDraft(ctx, { id: row.id, revision: row.revision, changes });
  return { id: row.id, revision: saved.revision, draft: draftOf(saved) };
}

/** A document with the words of a notification in it. */
export function withTexts(
  xml: string,
  { template, title, body }: Pick<Wanted, "template" | "title" | "body">,
): string {
  const parsed = parsePayload(xml);
  if (!parsed.ok) throw new Error("A template of the demo is not well-formed.");
  let { document } = parsed;
  const bindings = template === "blank-tile" ? [0, 1] : [0];
  for (const binding of bindings) {
    if (title !== undefined) document = writeBindingText(document, [binding, 0], title);
    if (body !== undefined) document = writeBindingText(document, [binding, 1], body);
  }
  return serialize(document);
}

const day = 86_400_000;

/** When a notification of the catalogue is, or was, sent. */
export function sendTimeOf({ daysAgo, time }: DemoNotification, now: Date): Date {
  const date = new Date(now.getTime() - daysAgo * day).toISOString().slice(0, 10);
  return new Date(`${date}T${time}:00.000Z`);
}

/** Makes a notification and presses Send at `ctx.now`. Placeholders are filled in as P-56 and P-58 ask. */
export async function sendDraft(
  ctx: Context,
  wanted: DemoNotification & Wanted,
  appIds: Record<AppKey, number>,
): Promise<number> {
  const made = await makeDraft(ctx, wanted, appIds);
  const { schedule, content } = made.draft;
  const isLater = wanted.daysAgo < 0;
  const date = sendTimeOf(wanted, ctx.now).toISOString().slice(0, 10);
  const { revision } = await updateDraft(ctx, {
    id: made.id,
    revision: made.revision,
    changes: {
      schedule: isLater ? { ...schedule, immediately: false, date, time: wanted.time } : schedule,
      content: { ...content, document: withLaunch(content.document, wanted.apps[0] ?? "runner") },
    },
  });
  await scheduleNotification(ctx, { id: made.id, revision });
  return made.id;
}

function withLaunch(xml: string, key: AppKey): string {
  const app = demoApps.find((one) => one.key === key) as DemoApp;
  const promoted = demoApps.find((one) => one.key === "weather") as DemoApp;
  return xml
    .replaceAll("{PACKAGE_FAMILY_NAME}", app.packageFamilyName)
    .replaceAll("{ProductId you want to promote here}", promoted.storeId);
}
