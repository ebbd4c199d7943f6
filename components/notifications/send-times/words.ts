import type { SendPlan } from "./types";

/** What the send times of a plan are called. Pure: numbers and days come in written out. */

export interface Words {
  count(value: number, noun: string): string;
  number(value: number): string;
  utcDay(day: string): string;
}

/** "New York" of "America/New_York" */
export function cityOf(timeZone: string): string {
  return (timeZone.split("/").pop() ?? timeZone).replaceAll("_", " ");
}

/** "UTC+5:30" at that instant; "" for a zone the browser does not know. */
export function offsetOf(timeZone: string, at: Date): string {
  const name = partOf(timeZone, at, { timeZoneName: "shortOffset" }, "timeZoneName");
  return name.replace("GMT", "UTC").replace("-", "−");
}

function partOf(
  timeZone: string,
  at: Date,
  options: Intl.DateTimeFormatOptions,
  type: Intl.DateTimeFormatPartTypes,
): string {
  try {
    const parts = new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).formatToParts(at);
    return parts.find((part) => part.type === type)?.value ?? "";
  } catch (error) {
    if (error instanceof RangeError) return "";
    throw error;
  }
}

/** The one or two largest of an instant's zones: "Tokyo, Seoul". */
export function placesOf(zones: { timeZone: string }[]): string {
  return zones
    .slice(0, 2)
    .map(({ timeZone }) => cityOf(timeZone))
    .join(", ");
}

/** "In 3 zones 02:30 does not exist on 28 Mar 2027. 41,208 devices get it at 03:30 instead." */
export function clockChangeLines(
  plan: SendPlan,
  wall: { date: string; time: string },
  words: Words,
) {
  const day = words.utcDay(wall.date);
  const lines: string[] = [];
  const skipped = new Map<string, { zones: number; devices: number }>();
  let repeated = 0;
  for (const { change, clock, devices } of plan.clockChanges) {
    if (change === "repeated") {
      repeated += 1;
      continue;
    }
    const known = skipped.get(clock) ?? { zones: 0, devices: 0 };
    skipped.set(clock, { zones: known.zones + 1, devices: known.devices + devices });
  }
  for (const [shown, { zones, devices }] of skipped) {
    const get = devices === 1 ? "gets" : "get";
    lines.push(
      `In ${words.count(zones, "zone")} ${wall.time} does not exist on ${day}. ${words.count(devices, "device")} ${get} it at ${shown} instead.`,
    );
  }
  if (repeated > 0) {
    lines.push(
      `In ${words.count(repeated, "zone")} ${wall.time} comes twice on ${day}; the first is used.`,
    );
  }
  return lines;
}

/** Everything a person should know about the hours, most important first. */
export function planLines(
  plan: SendPlan,
  wall: { date: string | null; time: string | null },
  words: Words & { appNames: string },
): string[] {
  const { quiet, passed, unknownZoneDevices } = plan;
  const lines: string[] = [];
  if (plan.kind === "local" && wall.date && wall.time) {
    const changes = clockChangeLines(plan, { date: wall.date, time: wall.time }, words);
    lines.push(...(changes.length > 0 ? changes : ["No zone changes its clock at this time."]));
  }
  if (passed.devices > 0) {
    const subject = words.count(passed.devices, "device");
    lines.push(passedLine(subject, passed));
  }
  if (quiet && quiet.devices > 0) {
    const wait = quiet.devices === 1 ? "waits" : "wait";
    lines.push(
      `${words.count(quiet.devices, "device")} ${wait} for the end of quiet hours, ${quiet.from} to ${quiet.to} on their own clock.`,
    );
  }
  if (unknownZoneDevices > 0) {
    const verbs = unknownZoneDevices === 1 ? ["reports", "follows"] : ["report", "follow"];
    lines.push(
      `${words.count(unknownZoneDevices, "device")} ${verbs[0]} no known zone and ${verbs[1]} the default zone of ${words.appNames}.`,
    );
  }
  return lines;
}

const passedWords = {
  send_now: ["gets it at once", "get it at once"],
  next_day: ["gets it a day later", "get it a day later"],
  skip: ["does not get it", "don’t get it"],
} as const;

function passedLine(subject: string, { devices, whenPassed }: SendPlan["passed"]): string {
  const [one, many] = passedWords[whenPassed];
  return `The time has passed for ${subject}, which ${devices === 1 ? one : many}.`;
}
