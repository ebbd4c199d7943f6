import { eq } from "drizzle-orm";
import type { z } from "zod";
import { savedTemplates } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { actorName } from "@/server/notifications/drafts";
import { requireNotification } from "@/server/notifications/queries";
import { recordAudit } from "@/server/settings/audit";
import { isTemplate, requireTemplate, templateOf } from "./queries";
import {
  mostTemplates,
  type renameTemplateInput,
  type saveTemplateInput,
  type templateIdInput,
} from "./schema";

/** Keeps a notification's content, in all its languages, to start others from. */
export async function saveTemplate(
  ctx: Context,
  { notificationId, name }: z.infer<typeof saveTemplateInput>,
) {
  const { kind, template, content } = await requireNotification(ctx, notificationId);
  const count = await ctx.db.$count(
    savedTemplates,
    eq(savedTemplates.publisherId, ctx.publisherId),
  );
  if (count >= mostTemplates) {
    throw new AppError("conflict", `There are ${mostTemplates} templates. Delete one first.`);
  }
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(savedTemplates)
      .values({
        ...{ name, kind, template, content },
        publisherId: ctx.publisherId,
        createdBy: actorName(ctx.actor),
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw nameTaken(name);
    await recordAudit({ ...ctx, db: tx }, { action: "template.created", target: nameOf(row) });
    return templateOf(row);
  });
}

export async function renameTemplate(
  ctx: Context,
  { id, name }: z.infer<typeof renameTemplateInput>,
) {
  const before = await requireTemplate(ctx, id);
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(savedTemplates)
      .set({ name })
      .where(isTemplate(ctx, id))
      .returning()
      .catch((error: unknown) => {
        throw isDuplicate(error) ? nameTaken(name) : error;
      });
    if (!row) throw nameTaken(name);
    const details = { before: before.name, after: name };
    await recordAudit(
      { ...ctx, db: tx },
      { action: "template.renamed", target: nameOf(row), details },
    );
    return templateOf(row);
  });
}

/** Notifications made from it keep what they have. */
export async function removeTemplate(ctx: Context, { id }: z.infer<typeof templateIdInput>) {
  const { name } = await requireTemplate(ctx, id);
  return ctx.db.transaction(async (tx) => {
    await tx.delete(savedTemplates).where(isTemplate(ctx, id));
    const target = nameOf({ id });
    await recordAudit(
      { ...ctx, db: tx },
      { action: "template.removed", target, details: { name } },
    );
    return { id };
  });
}

const nameOf = ({ id }: { id: number }) => `template ${id}`;

function nameTaken(name: string): AppError {
  const message = `There is a template “${name}” already. Choose another name.`;
  return new AppError("conflict", message, { fields: [{ field: "name", message }] });
}

function isDuplicate(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
  return cause?.code === "23505";
}
