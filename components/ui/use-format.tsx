"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import {
  formatBytes,
  formatClock,
  formatCompact,
  formatCount,
  formatDate,
  formatDateTime,
  formatDay,
  formatDuration,
  formatEstimate,
  formatInstant,
  formatNumber,
  formatPoints,
  formatRate,
  formatUtcDay,
  formatUtcDayShort,
  formatUtcMonth,
  formatUtcRange,
  formatUtcWeekday,
  zoneLabel,
} from "./format";

type Instant = Date | string | number;

const ZoneContext = createContext("UTC");

/** The zone that every time below is shown in. */
export function ZoneProvider(props: { timeZone: string; children: ReactNode }) {
  return <ZoneContext value={props.timeZone}>{props.children}</ZoneContext>;
}

/** format.ts with the reader's zone filled in. */
export function useFormat() {
  const timeZone = useContext(ZoneContext);
  return useMemo(
    () => ({
      timeZone,
      zone: zoneLabel(timeZone),
      number: (value: number) => formatNumber(value),
      compact: (value: number) => formatCompact(value),
      rate: (share: number | null | undefined) => formatRate(share),
      points: (difference: number) => formatPoints(difference),
      estimate: (value: number) => formatEstimate(value),
      count: (value: number, noun: string) => formatCount(value, noun),
      bytes: (value: number) => formatBytes(value),
      duration: formatDuration,
      date: (instant: Instant) => formatDate(instant, timeZone),
      day: (instant: Instant) => formatDay(instant, timeZone),
      /** "14:31 UTC" */
      time: (instant: Instant) => `${formatClock(instant, timeZone)} ${zoneLabel(timeZone)}`,
      /** "14:31" and "27 Nov, 14:31": the head names the zone. */
      clock: (instant: Instant) => formatClock(instant, timeZone),
      shortDateTime: (instant: Instant) =>
        formatDateTime(instant, timeZone).replace(/ \d{4},/, ","),
      /** Without the zone: the column head or tool row names it. */
      dateTime: (instant: Instant) => formatDateTime(instant, timeZone),
      instant: (instant: Instant) => formatInstant(instant, timeZone),
      /** A calendar day as it was written, whatever the reader's zone. */
      utcDay: formatUtcDay,
      utcWeekday: formatUtcWeekday,
      utcDayShort: formatUtcDayShort,
      utcMonth: formatUtcMonth,
      utcRange: formatUtcRange,
      exact: (instant: Instant) => formatInstant(instant, timeZone, true),
    }),
    [timeZone],
  );
}
