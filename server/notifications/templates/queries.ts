import { and, asc, eq, sql } from "drizzle-orm";
import { notificationContentSchema } from "@/content/notification-content";
import { savedTemplates } from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";

export type SavedTemplateRow = typeof savedTemplates.$inferSelect;
type Reader = Pick<Context, "db" | "publisherId">;

/** All of them, by name; there are never more than a hundred. */
export async function listTemplates(ctx: Reader) {
  const rows = await ctx.db
    .select()
    .from(savedTemplates)
    .where(eq(savedTemplates.publisherId, ctx.publisherId))
    .orderBy(asc(sql`lower(${savedTemplates.name})`));
  return rows.map(templateOf);
}

export async function requireTemplate(ctx: Reader, id: number): Promise<SavedTemplateRow> {
  const [row] = await ctx.db.select().from(savedTemplates).where(isTemplate(ctx, id));
  if (!row) throw notFound("template");
  return row;
}

export function isTemplate(ctx: Reader, id: number) {
  return and(eq(savedTemplates.publisherId, ctx.publisherId), eq(savedTemplates.id, id));
}

export function templateOf({ publisherId: _, content, ...row }: SavedTemplateRow) {
  return { ...row, content: notificationContentSchema.parse(content) };
}
