import {
  CheckmarkCircleFilled,
  CircleRegular,
  DismissCircleFilled,
  SubtractCircleFilled,
} from "@fluentui/react-icons";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import type { StatusLook } from "@/components/ui/status";
import type { FlowSchedule, FlowTrigger, Operator, RunStatus } from "@/server/flows/schema";
import { weekdays } from "@/server/flows/schema";

/** A run as the history shows it. */
export type ShownRun = RouterOutputs["flows"]["runs"]["list"]["rows"][number];

export const runLooks: Record<RunStatus, StatusLook> = {
  waiting: { label: "Waiting", icon: CircleRegular, tone: "quiet" },
  sent: { label: "Sent", icon: CheckmarkCircleFilled, tone: "success" },
  not_met: { label: "Condition not met", icon: SubtractCircleFilled, tone: "quiet" },
  skipped: { label: "Skipped", icon: SubtractCircleFilled, tone: "quiet" },
  failed: { label: "Failed", icon: DismissCircleFilled, tone: "danger" },
};

export const operatorWords: Record<Operator, string> = {
  is: "is",
  is_not: "is not",
  contains: "contains",
  not_contains: "does not contain",
  starts_with: "starts with",
  more_than: "is more than",
  at_least: "is at least",
  less_than: "is less than",
  at_most: "is at most",
  is_empty: "is empty",
  is_not_empty: "is not empty",
};

export const triggerTitles: Record<FlowTrigger["kind"], string> = {
  webhook: "When a signed request arrives",
  schedule: "On a schedule",
  segment: "When somebody enters a segment",
  purchase: "When somebody buys",
};

export const eventTitles = {
  any: "When a signed request arrives",
  created: "When a record is created",
  updated: "When a record is updated",
} as const;

/** One line for the list of flows. */
export function triggerWords(trigger: FlowTrigger): string {
  if (trigger.kind === "webhook") return eventTitles[trigger.event];
  if (trigger.kind === "schedule") return scheduleWords(trigger.schedule);
  return triggerTitles[trigger.kind];
}

export function scheduleWords(schedule: FlowSchedule): string {
  switch (schedule.unit) {
    case "minutes":
      return `Every ${schedule.every} minutes`;
    case "day":
      return `Every day at ${schedule.time}, ${schedule.zone}`;
    case "week": {
      const days = [...schedule.days].sort().map((day) => weekdays[day - 1]);
      return `${days.join(", ")} at ${schedule.time}, ${schedule.zone}`;
    }
    case "month":
      return `On day ${schedule.day} of each month at ${schedule.time}, ${schedule.zone}`;
  }
}
