"use client";

import { Bars } from "@/components/charts/bars";
import { useFormat } from "@/components/ui/use-format";
import type { SendPlan } from "./types";

const hourMs = 3_600_000;
const mostHours = 96;

/** Devices by hour of the send, half-hour zones in their hour. The table beside it is its twin. */
export function SendTimesChart(props: { plan: SendPlan; height: number }) {
  const format = useFormat();
  const { instants } = props.plan;
  const hourOf = (at: Date) => Math.floor(at.getTime() / hourMs);
  const byHour = new Map<number, number>();
  for (const { at, devices } of instants) {
    byHour.set(hourOf(at), (byHour.get(hourOf(at)) ?? 0) + devices);
  }
  const first = hourOf(props.plan.firstAt);
  const hours = Math.min(mostHours, hourOf(props.plan.lastAt) - first + 1);
  const points = Array.from({ length: hours }, (_, n) => ({
    x: first + n,
    count: byHour.get(first + n) ?? 0,
  }));
  const step = Math.max(1, Math.ceil(hours / 4));
  const ticks = points.filter((_, n) => n % step === 0 || n === hours - 1).map(({ x }) => x);
  return (
    <Bars
      points={points}
      noun="Devices"
      height={props.height}
      labelOf={(hour) => format.clock(new Date(Number(hour) * hourMs))}
      ticks={
        ticks.length > 1 && hours - 1 - (ticks.at(-2) ?? 0) + first < step / 2
          ? ticks.slice(0, -1)
          : ticks
      }
    />
  );
}
