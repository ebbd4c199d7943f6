"use client";

import {
  ArrowSync16Regular,
  CheckmarkCircle16Filled,
  Clock16Regular,
  SubtractCircle16Filled,
} from "@fluentui/react-icons";
import { Status, type StatusLook } from "@/components/ui/status";
import { useFormat } from "@/components/ui/use-format";
import type { GroupSummary } from "./types";

const looks: Record<GroupSummary["state"], StatusLook> = {
  usable: { label: "Active", icon: CheckmarkCircle16Filled, tone: "success" },
  computing: { label: "Computing…", icon: ArrowSync16Regular, tone: "accent" },
  small: { label: "Inactive: too small to use", icon: SubtractCircle16Filled, tone: "quiet" },
  waiting: { label: "Waiting 24 hours", icon: Clock16Regular, tone: "text" },
};

/** Whether a group may be used, in a word. */
export function GroupStatus({ group }: { group: Pick<GroupSummary, "state" | "usableFrom"> }) {
  const format = useFormat();
  const text = group.usableFrom ? `Usable from ${format.instant(group.usableFrom)}` : undefined;
  return <Status look={looks[group.state]} text={text} />;
}
