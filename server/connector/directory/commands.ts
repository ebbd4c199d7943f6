import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { directoryPeople, groupGroups, groupPeople, securityGroups } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError, notFound } from "@/server/errors";
import { normalizeEmail } from "@/server/groups/known/email-list";
import { recordAudit } from "@/server/settings/audit";
import { guidOf } from "../schema";
import { requireGroup } from "./queries";
import type { groupInput, membersInput, personInput } from "./schema";

type Table = typeof directoryPeople | typeof securityGroups;

export function savePerson(ctx: Context, input: z.output<typeof personInput>) {
  return save(ctx, directoryPeople, input);
}

export function saveGroup(ctx: Context, input: z.output<typeof groupInput>) {
  return save(ctx, securityGroups, input);
}

interface Saved {
  id?: number;
  name: string;
  email: string | null;
  objectId: string | null;
}

/** An e-mail or object id belongs to one person and to one group. */
async function save(ctx: Context, table: Table, input: Saved): Promise<{ id: number }> {
  const { publisherId } = ctx;
  const { id, ...values } = input;
  const taken = await findTaken(ctx, table, input);
  if (taken) throw taken;
  const [row] =
    id === undefined
      ? await ctx.db
          .insert(table)
          .values({ publisherId, ...values, updatedAt: ctx.now })
          .returning({ id: table.id })
      : await ctx.db
          .update(table)
          .set({ ...values, updatedAt: ctx.now })
          .where(and(eq(table.publisherId, publisherId), eq(table.id, id)))
          .returning({ id: table.id });
  if (!row) throw notFound(table === directoryPeople ? "person" : "security group");
  return row;
}

async function findTaken(ctx: Context, table: Table, { id, email, objectId }: Saved) {
  const [row] = await ctx.db
    .select({ id: table.id, email: table.email })
    .from(table)
    .where(
      sql`${table.publisherId} = ${ctx.publisherId} and ${table.id} <> ${id ?? 0}::bigint
        and (${table.email} = ${email}::text or ${table.objectId} = ${objectId}::text)`,
    )
    .limit(1);
  if (!row) return undefined;
  const field = row.email !== null && row.email === email ? "email" : "objectId";
  const message = `Somebody else has this ${field === "email" ? "e-mail address" : "object ID"}.`;
  return new AppError("conflict", message, { fields: [{ field, message }] });
}

export async function removePerson(ctx: Context, { id }: { id: number }): Promise<{ id: number }> {
  return remove(ctx, directoryPeople, id);
}

export async function removeGroup(ctx: Context, { id }: { id: number }): Promise<{ id: number }> {
  return remove(ctx, securityGroups, id);
}

async function remove(ctx: Context, table: Table, id: number): Promise<{ id: number }> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(table)
      .where(and(eq(table.publisherId, ctx.publisherId), eq(table.id, id)))
      .returning({ id: table.id });
    const thing = table === directoryPeople ? "person" : "security group";
    if (!row) throw notFound(thing);
    await recordAudit(
      { ...ctx, db: tx },
      { action: "directory.removed", target: `${thing} ${id}` },
    );
    return row;
  });
}

/** Adds by e-mail or object id, people first, then groups, and takes members out. Names nobody has are told. */
export async function changeMembers(
  ctx: Context,
  input: z.output<typeof membersInput>,
): Promise<{ added: number; notFound: string[] }> {
  const { publisherId } = ctx;
  return ctx.db.transaction(async (tx) => {
    const inner: Context = { ...ctx, db: tx };
    const group = await requireGroup(inner, input.id);
    const where = { publisherId, groupId: group.id };
    await takeOut(inner, input);
    const missing: string[] = [];
    let added = 0;
    for (const given of input.add) {
      const personId = await findNamed(inner, directoryPeople, given);
      const memberGroupId =
        personId === undefined ? await findNamed(inner, securityGroups, given) : undefined;
      if (personId !== undefined) {
        await tx
          .insert(groupPeople)
          .values({ ...where, personId })
          .onConflictDoNothing();
      } else if (memberGroupId !== undefined) {
        await tx
          .insert(groupGroups)
          .values({ ...where, memberGroupId })
          .onConflictDoNothing();
      } else {
        missing.push(given);
        continue;
      }
      added += 1;
    }
    return { added, notFound: missing };
  });
}

async function takeOut(ctx: Context, input: z.output<typeof membersInput>): Promise<void> {
  const { publisherId, db } = ctx;
  if (input.removePeople.length > 0) {
    await db
      .delete(groupPeople)
      .where(
        and(
          eq(groupPeople.publisherId, publisherId),
          eq(groupPeople.groupId, input.id),
          inArray(groupPeople.personId, input.removePeople),
        ),
      );
  }
  if (input.removeGroups.length > 0) {
    await db
      .delete(groupGroups)
      .where(
        and(
          eq(groupGroups.publisherId, publisherId),
          eq(groupGroups.groupId, input.id),
          inArray(groupGroups.memberGroupId, input.removeGroups),
        ),
      );
  }
}

async function findNamed(ctx: Context, table: Table, given: string): Promise<number | undefined> {
  const objectId = guidOf(given);
  const email = objectId === undefined ? normalizeEmail(given) : undefined;
  if (objectId === undefined && email === undefined) return undefined;
  const [row] = await ctx.db
    .select({ id: table.id })
    .from(table)
    .where(
      and(
        eq(table.publisherId, ctx.publisherId),
        objectId === undefined ? eq(table.email, email ?? "") : eq(table.objectId, objectId),
      ),
    );
  return row?.id;
}
