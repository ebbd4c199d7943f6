import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/connect";
import { customerGroups, knownGroupEmails } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import { actorName } from "../commands";
import { requireGroup } from "../queries";
import type { createKnownInput, updateKnownInput } from "../schema";
import { normalizeEmail } from "./email-list";

/**
 * Known user groups (S-03, S-04): made once, their addresses change, never renamed and never removed. The freeze
 * reads the addresses themselves, so a change holds at once.
 */

export async function createKnownGroup(
  ctx: Context,
  { name, emails }: z.infer<typeof createKnownInput>,
): Promise<{ id: number }> {
  const addresses = addressesOf(emails);
  return ctx.db.transaction(async (tx) => {
    const by = actorName(ctx.actor);
    const [row] = await tx
      .insert(customerGroups)
      .values({
        publisherId: ctx.publisherId,
        kind: "known_users",
        name,
        isActive: true,
        createdAt: ctx.now,
        createdBy: by,
        updatedAt: ctx.now,
        updatedBy: by,
      })
      .returning({ id: customerGroups.id });
    if (!row) throw new Error("The insert of a known user group returned no row.");
    await insertEmails(tx, { publisherId: ctx.publisherId, groupId: row.id }, addresses);
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "known_group.created",
        target: `customer group ${row.id}`,
        details: { name, addresses: addresses.length },
      },
    );
    return row;
  });
}

export async function updateKnownGroup(
  ctx: Context,
  { id, emails }: z.infer<typeof updateKnownInput>,
): Promise<{ id: number; added: number; removed: number }> {
  await requireGroup(ctx, id, "known_users");
  const addresses = addressesOf(emails);
  const ref = { publisherId: ctx.publisherId, groupId: id };
  return ctx.db.transaction(async (tx) => {
    // One edit of a group after the other: two at once would mix their lists.
    await tx
      .update(customerGroups)
      .set({ updatedAt: ctx.now, updatedBy: actorName(ctx.actor) })
      .where(and(eq(customerGroups.publisherId, ref.publisherId), eq(customerGroups.id, id)));
    const { rowCount: removed } = await tx.execute(sql`
      delete from known_group_emails
      where publisher_id = ${ref.publisherId} and group_id = ${id}
        and email <> all(${sql.param(addresses)}::text[])`);
    const added = await insertEmails(tx, ref, addresses);
    const changes = { added, removed: removed ?? 0 };
    await recordAudit(
      { ...ctx, db: tx },
      { action: "known_group.updated", target: `customer group ${id}`, details: changes },
    );
    return { id, ...changes };
  });
}

function addressesOf(emails: string[]): string[] {
  const found = new Set<string>();
  for (const email of emails) {
    const address = normalizeEmail(email);
    if (address === undefined) {
      const message = `“${email.slice(0, 60)}” is not an e-mail address.`;
      throw new AppError("unprocessable", message, { fields: [{ field: "emails", message }] });
    }
    found.add(address);
  }
  return [...found];
}

async function insertEmails(
  tx: Pick<Database, "execute">,
  { publisherId, groupId }: { publisherId: number; groupId: number },
  emails: string[],
): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    insert into ${knownGroupEmails} (publisher_id, group_id, email)
    select ${publisherId}::int, ${groupId}::int, email from unnest(${sql.param(emails)}::text[]) email
    on conflict do nothing`);
  return rowCount ?? 0;
}
