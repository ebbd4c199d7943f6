import { and, asc, eq } from "drizzle-orm";
import { knownGroupEmails } from "@/db/schema";
import type { Context } from "@/server/context";
import { type GroupSummary, requireGroup } from "../queries";
import { emailsToCsv } from "./email-list";

/** A known user group; its addresses only for those who may change them (T6), else null. */
export async function knownGroupById(
  ctx: Context,
  { id }: { id: number },
): Promise<GroupSummary & { emails: string[] | null }> {
  const { summary } = await requireGroup(ctx, id, "known_users");
  const { actor } = ctx;
  const isReader = actor.kind === "member" && actor.role === "analyst";
  return { ...summary, emails: isReader ? null : await emailsOf(ctx, id) };
}

/** Export .csv (S-03). */
export async function exportKnownGroup(
  ctx: Context,
  { id }: { id: number },
): Promise<{ name: string; csv: string }> {
  const { name } = await requireGroup(ctx, id, "known_users");
  return { name, csv: emailsToCsv(await emailsOf(ctx, id)) };
}

async function emailsOf(ctx: Context, groupId: number): Promise<string[]> {
  const rows = await ctx.db
    .select({ email: knownGroupEmails.email })
    .from(knownGroupEmails)
    .where(
      and(eq(knownGroupEmails.publisherId, ctx.publisherId), eq(knownGroupEmails.groupId, groupId)),
    )
    .orderBy(asc(knownGroupEmails.email));
  return rows.map(({ email }) => email);
}
