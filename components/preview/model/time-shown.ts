/**
 * What the notification centre says of when a toast came: displayTimestamp in the reader's own time, today as a time
 * and another day as a date; undefined where none can be read.
 */
export function timeShown(
  displayTimestamp: string | undefined,
  { language = "en-US", now, timeZone }: { language?: string; now: Date; timeZone?: string },
): string | undefined {
  const at = displayTimestamp === undefined ? Number.NaN : Date.parse(displayTimestamp);
  if (Number.isNaN(at)) return undefined;
  const dayOf = (date: number | Date) =>
    new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short" }).format(date);
  const style: Intl.DateTimeFormatOptions =
    dayOf(at) === dayOf(now) ? { timeStyle: "short" } : { dateStyle: "short" };
  return new Intl.DateTimeFormat(language, { ...style, timeZone }).format(at);
}
