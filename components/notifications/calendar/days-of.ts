/** How far the calendar looks ahead, as it stands in the URL. */
export const calendarDays = [1, 7, 14] as const;
export type CalendarDays = (typeof calendarDays)[number];

export function daysOf(text: string | undefined): CalendarDays {
  return calendarDays.find((days) => String(days) === text) ?? 7;
}
