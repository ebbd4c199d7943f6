import type { Schedule } from "@/server/notifications/schema";

type Repeat = NonNullable<Schedule["repeat"]>;

const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });

/** "Every Friday", "Every month on the 31st, or its last day": said with the first date. */
export function repeatText(every: Repeat["every"], date: string | null): string {
  if (every === "day") return "Every day";
  if (!date) return every === "week" ? "Every week" : "Every month";
  const first = new Date(`${date}T12:00:00Z`);
  if (every === "week") return `Every ${weekday.format(first)}`;
  const day = first.getUTCDate();
  const short = day > 28 ? ", or its last day" : "";
  return `Every month on the ${day}${ending(day)}${short}`;
}

function ending(day: number): string {
  if (day % 10 === 1 && day !== 11) return "st";
  if (day % 10 === 2 && day !== 12) return "nd";
  return day % 10 === 3 && day !== 13 ? "rd" : "th";
}
