import { and, eq } from "drizzle-orm";
import { customerGroups, groupSnapshots } from "@/db/schema";
import type { Context } from "@/server/context";
import { ruleSchema } from "./grammar";
import { type Evaluated, evaluateRule } from "./segments/evaluate";

type Reader = Pick<Context, "db" | "publisherId">;

/** What made people members of a group, for Why?. */
export type Membership =
  | { kind: "removed" }
  | { kind: "known_users"; name: string; changedAt: Date }
  | {
      kind: "segment";
      name: string;
      /** null = it is being computed, or what it was computed by is not kept any more. */
      snapshot: { ruleVersion: number; computedAt: Date } | null;
      /** By customer; missing = the app knows nothing of this person. */
      people: Map<number, Evaluated>;
    };

interface Question {
  groupId: number;
  /** Of the freeze; null = as it stands now. */
  snapshotId: number | null;
  customerIds: number[];
}

export async function explainMembership(ctx: Reader, question: Question): Promise<Membership> {
  const { publisherId } = ctx;
  const { groupId, snapshotId } = question;
  const [row] = await ctx.db
    .select({ group: customerGroups, snapshot: groupSnapshots })
    .from(customerGroups)
    .leftJoin(
      groupSnapshots,
      and(
        eq(groupSnapshots.publisherId, publisherId),
        eq(groupSnapshots.id, snapshotId ?? customerGroups.snapshotId),
      ),
    )
    .where(and(eq(customerGroups.publisherId, publisherId), eq(customerGroups.id, groupId)));
  const { group, snapshot } = row ?? {};
  if (!group) return { kind: "removed" };
  if (group.kind === "known_users" || group.appId === null) {
    return { kind: "known_users", name: group.name, changedAt: group.updatedAt };
  }
  const people = snapshot
    ? await evaluateRule(ctx, {
        appId: group.appId,
        rule: ruleSchema.parse(snapshot.rule),
        at: snapshot.computedAt,
        customerIds: question.customerIds,
      })
    : new Map<number, Evaluated>();
  return { kind: "segment", name: group.name, snapshot: snapshot ?? null, people };
}
