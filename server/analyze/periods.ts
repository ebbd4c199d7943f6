/** P-78: which days a choice of period means, and which ones it is compared with. Days are UTC, "2026-11-22". */

export const periodKeys = ["30d", "3m", "6m", "12m", "custom"] as const;
export type PeriodKey = (typeof periodKeys)[number];

export interface Period {
  /** First and last day, both included. */
  from: string;
  to: string;
  /** As many days right before. */
  previousFrom: string;
  previousTo: string;
  days: number;
}

const dayMs = 86_400_000;
/** Two years, so that the years before can be compared within what the days table keeps close. */
export const longestDays = 731;
const months: Partial<Record<PeriodKey, number>> = { "3m": 3, "6m": 6, "12m": 12 };

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return dayOf(new Date(Date.parse(day) + days * dayMs));
}

/** How many days from the first to the last, both included. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
}

export function isDay(text: string): boolean {
  const at = Date.parse(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && dayOf(new Date(at)) === text;
}

/** Every day of a period, in order. */
export function daysOf({ from, days }: Pick<Period, "from" | "days">): string[] {
  return Array.from({ length: days }, (_, index) => addDays(from, index));
}

export interface PeriodChoice {
  period: PeriodKey;
  /** Of a custom range. */
  from?: string;
  to?: string;
}

/** Ends today, except for a custom range. One that makes no sense is the default, 30 days. */
export function periodOf(choice: PeriodChoice, today: string): Period {
  const { from, to } = rangeOf(choice, today) ?? { from: addDays(today, -29), to: today };
  const days = daysBetween(from, to);
  return { from, to, days, previousFrom: addDays(from, -days), previousTo: addDays(from, -1) };
}

function rangeOf({ period, from, to }: PeriodChoice, today: string) {
  if (period === "custom") {
    if (!from || !to || !isDay(from) || !isDay(to) || from > to) return undefined;
    return daysBetween(from, to) > longestDays ? undefined : { from, to };
  }
  const back = months[period];
  return back === undefined
    ? undefined
    : { from: addDays(monthsBefore(today, back), 1), to: today };
}

/** 31 May less three months is 28 February. */
function monthsBefore(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - count, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month - 1 - count, Math.min(date, last))));
}
