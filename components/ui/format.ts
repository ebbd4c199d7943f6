/** Numbers and dates as SCREENS 5 wants them. Pure: locale and zone come from the caller. */

export interface FormatOptions {
  locale: string;
  timeZone: string;
}

type Instant = Date | string | number;

const minus = "−";

/** 1,284,116 */
export function formatNumber(value: number, locale = "en"): string {
  return new Intl.NumberFormat(locale).format(value).replace("-", minus);
}

/** Axis: 75k, 1.2M */
export function formatCompact(value: number, locale = "en"): string {
  return new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 })
    .format(value)
    .replace("-", minus)
    .replace("K", "k");
}

/** A share of 0 to 1: "96.4%", "< 0.1%" for little that is not nothing, "—" for none yet. */
export function formatRate(share: number | null | undefined, locale = "en"): string {
  if (share === null || share === undefined || Number.isNaN(share)) return "—";
  if (share > 0 && share < 0.001) return "< 0.1%";
  // Nearly all is not all.
  const shown = share < 1 && share > 0.9995 ? 0.999 : share;
  const options = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const text = new Intl.NumberFormat(locale, options).format(shown).replace("-", minus);
  return text.replace(/^(0|100)[.,]0(?=\D)/, "$1");
}

/** A difference of two rates: "+1.2 points". */
export function formatPoints(difference: number, locale = "en"): string {
  const points = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  }).format(difference * 100);
  return `${points.replace("-", minus)} points`;
}

/** "≈ 1,184,000" */
export function formatEstimate(value: number, locale = "en"): string {
  return `≈ ${formatNumber(value, locale)}`;
}

/** "1 device", "2 devices" */
export function formatCount(value: number, noun: string, locale = "en"): string {
  return `${formatNumber(value, locale)} ${noun}${value === 1 ? "" : "s"}`;
}

/** In full up to 9,999 bytes, then kB. */
export function formatBytes(bytes: number, locale = "en"): string {
  if (bytes <= 9_999) return `${formatNumber(bytes, locale)} bytes`;
  return `${formatNumber(Math.round(bytes / 1000), locale)} kB`;
}

/** "42 s", "12 min", "3 h 5 min", "7 d 5 h": for what is counting down. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function partsOf(instant: Instant, timeZone: string, withWeekday: boolean) {
  const formatter = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    ...(withWeekday ? { weekday: "short" } : {}),
  });
  const parts = new Map(formatter.formatToParts(new Date(instant)).map((p) => [p.type, p.value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? "";
  // British English says "Sept"; three letters everywhere keep columns even.
  return { part, month: part("month").slice(0, 3) };
}

/** "19 Nov 2026" */
export function formatDate(instant: Instant, timeZone = "UTC"): string {
  const { part, month } = partsOf(instant, timeZone, false);
  return `${part("day")} ${month} ${part("year")}`;
}

/** "Fri, 27 Nov 2026" */
export function formatDay(instant: Instant, timeZone = "UTC"): string {
  return `${partsOf(instant, timeZone, true).part("weekday")}, ${formatDate(instant, timeZone)}`;
}

/** "14:31", or with seconds "17:00:41" */
export function formatClock(instant: Instant, timeZone = "UTC", withSeconds = false): string {
  const { part } = partsOf(instant, timeZone, false);
  const clock = `${part("hour")}:${part("minute")}`;
  return withSeconds ? `${clock}:${part("second")}` : clock;
}

/** The zone as it is written after a time: "UTC", else its city: "Berlin". */
export function zoneLabel(timeZone: string): string {
  if (timeZone === "UTC" || timeZone === "Etc/UTC") return "UTC";
  return (timeZone.split("/").pop() ?? timeZone).replaceAll("_", " ");
}

/** "19 Nov 2026, 14:31": for columns whose head names the zone. */
export function formatDateTime(instant: Instant, timeZone = "UTC"): string {
  return `${formatDate(instant, timeZone)}, ${formatClock(instant, timeZone)}`;
}

/** "19 Nov 2026, 14:31 UTC" */
export function formatInstant(instant: Instant, timeZone = "UTC", withSeconds = false): string {
  const clock = formatClock(instant, timeZone, withSeconds);
  return `${formatDate(instant, timeZone)}, ${clock} ${zoneLabel(timeZone)}`;
}

/** A day of UTC, "2026-11-19": "19 Nov 2026". */
export function formatUtcDay(day: string): string {
  return formatDate(`${day}T12:00:00Z`, "UTC");
}

/** "Thu, 19 Nov 2026" */
export function formatUtcWeekday(day: string): string {
  return formatDay(`${day}T12:00:00Z`, "UTC");
}

/** "19 Nov" */
export function formatUtcDayShort(day: string): string {
  return formatUtcDay(day).replace(/ \d{4}$/, "");
}

/** "Nov 2026" */
export function formatUtcMonth(day: string): string {
  return formatUtcDay(day).replace(/^\d+ /, "");
}

/** "20 Oct – 18 Nov 2026", with both years where they differ. */
export function formatUtcRange(from: string, to: string): string {
  if (from === to) return formatUtcDay(from);
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  return `${isOneYear ? formatUtcDayShort(from) : formatUtcDay(from)} – ${formatUtcDay(to)}`;
}
