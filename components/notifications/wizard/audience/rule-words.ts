import type { SendingRules } from "@/server/settings/schema";

const units = [
  { minutes: 1_440, one: "day", many: "days" },
  { minutes: 60, one: "hour", many: "hours" },
  { minutes: 1, one: "minute", many: "minutes" },
];

/** "1,440" minutes are "day", 2,880 are "2 days", 90 are "90 minutes". */
export function spanText(minutes: number): string {
  const unit = units.find((known) => minutes % known.minutes === 0) ?? {
    minutes: 1,
    one: "minute",
    many: "minutes",
  };
  const count = minutes / unit.minutes;
  return count === 1 ? unit.one : `${count} ${unit.many}`;
}

/** "2 per day", "1 per 30 minutes", "No cap" */
export function capText(cap: SendingRules["cap"] | undefined): string {
  if (cap === undefined) return "…";
  return cap === null ? "No cap" : `${cap.count} per ${spanText(cap.minutes)}`;
}

export function quietText(quiet: SendingRules["quietHours"] | undefined): string {
  if (quiet === undefined) return "";
  return quiet === null ? "No quiet hours." : `Quiet hours ${quiet.from} to ${quiet.to}.`;
}
