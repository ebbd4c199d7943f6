import type { GroupKind } from "@/db/enums";

/** Whether a group may be used, and why not. Pure: what the database knows comes in. */

export interface GroupStanding {
  kind: GroupKind;
  name: string;
  isActive: boolean;
  computedAt: Date | null;
  /** Of the current snapshot; null = none yet. */
  snapshotVersion: number | null;
  ruleVersion: number;
  ruleChangedAt: Date;
  segmentsWaitADay: boolean;
}

export type GroupState = "computing" | "small" | "waiting" | "usable";

const dayMs = 86_400_000;

/** S-11: from when a segment can be used where the publisher wants the original's 24 hours. */
export function usableFrom({ ruleChangedAt }: Pick<GroupStanding, "ruleChangedAt">): Date {
  return new Date(ruleChangedAt.getTime() + dayMs);
}

export function stateOf(group: GroupStanding, now: Date): GroupState {
  if (group.kind === "known_users") return "usable";
  if (group.snapshotVersion !== group.ruleVersion) return "computing";
  if (!group.isActive) return "small";
  return group.segmentsWaitADay && usableFrom(group) > now ? "waiting" : "usable";
}

/** H.5, as a sentence for the wizard; null = it may be used. */
export function problemOfGroup(group: GroupStanding, now: Date): string | null {
  switch (stateOf(group, now)) {
    case "usable":
      return null;
    case "computing":
      return `“${group.name}” is still being computed. Try again in a moment.`;
    case "small":
      return "This group is not active: it is too small to use.";
    case "waiting": {
      const from = usableFrom(group).toISOString().slice(0, 16).replace("T", ", ");
      return `“${group.name}” can be used from ${from} UTC: a new or changed segment waits 24 hours.`;
    }
  }
}
