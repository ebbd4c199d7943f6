import {
  ArrowSync16Regular,
  BookDatabase20Regular,
  CalendarClock16Regular,
  CheckmarkCircle16Filled,
  Circle16Regular,
  CursorClick20Regular,
  DismissCircle16Filled,
  DismissCircle16Regular,
  Edit16Regular,
  ErrorCircle16Filled,
  History16Regular,
  Library16Regular,
  PauseCircle16Filled,
  Person16Regular,
  PlugDisconnected16Regular,
  Question16Regular,
  Star16Regular,
  SubtractCircle16Filled,
  Translate16Regular,
  Warning16Filled,
} from "@fluentui/react-icons";
import type { NotificationStatus } from "@/db/enums";
import type { StatusLook } from "./status";

/** SCREENS 1: what each status looks like, in one place. */

export const notificationLooks: Record<NotificationStatus, StatusLook> = {
  draft: { label: "Draft", icon: Edit16Regular, tone: "quiet" },
  scheduled: { label: "Scheduled", icon: CalendarClock16Regular, tone: "text" },
  sending: { label: "In progress", icon: ArrowSync16Regular, tone: "accent" },
  paused: { label: "Paused", icon: PauseCircle16Filled, tone: "warning" },
  completed: { label: "Completed", icon: CheckmarkCircle16Filled, tone: "success" },
  cancelled: { label: "Cancelled", icon: DismissCircle16Regular, tone: "quiet" },
};

export const deliveryLooks = {
  sent: { label: "Sent", icon: CheckmarkCircle16Filled, tone: "success" },
  channel_expired: {
    label: "Channel expiration failure",
    icon: PlugDisconnected16Regular,
    tone: "warning",
  },
  failed: { label: "Failed", icon: ErrorCircle16Filled, tone: "danger" },
  unknown: { label: "Unknown", icon: Question16Regular, tone: "quiet" },
  sending: { label: "Sending", icon: ArrowSync16Regular, tone: "quiet" },
  launches: { label: "Launches", icon: CursorClick20Regular, tone: "accent" },
} satisfies Record<string, StatusLook>;

export const textLooks = {
  default: { label: "Default", icon: Star16Regular, tone: "quiet" },
  builtin: { label: "Built-in", icon: Library16Regular, tone: "quiet" },
  memory: { label: "From memory", icon: BookDatabase20Regular, tone: "quiet" },
  machine: { label: "Machine", icon: Translate16Regular, tone: "quiet" },
  person: { label: "Edited by a person", icon: Person16Regular, tone: "quiet" },
  stale: { label: "Out of date", icon: History16Regular, tone: "warning" },
  missing: { label: "Needs text", icon: Warning16Filled, tone: "danger" },
} satisfies Record<string, StatusLook>;

/** A step of Why?, a recipient, a run. */
export const verdictLooks = {
  passed: { label: "Passed", icon: CheckmarkCircle16Filled, tone: "success" },
  skipped: { label: "Skipped", icon: SubtractCircle16Filled, tone: "quiet" },
  deciding: { label: "The reason", icon: DismissCircle16Filled, tone: "danger" },
  not_reached: { label: "Not reached", icon: Circle16Regular, tone: "quiet" },
} satisfies Record<string, StatusLook>;

export const problemLooks = {
  error: { label: "Error", icon: ErrorCircle16Filled, tone: "danger" },
  warning: { label: "Warning", icon: Warning16Filled, tone: "warning" },
} satisfies Record<string, StatusLook>;
