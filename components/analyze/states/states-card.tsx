"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { StateSeries, Sums } from "@/components/analyze/words";
import { ChartCard } from "@/components/charts/chart-card";
import type { DayView } from "@/components/charts/days/geometry";
import { Legend } from "@/components/charts/legend";
import { useFormat } from "@/components/ui/use-format";
import { cell } from "@/server/deliveries/csv";
import { StatesTable } from "./states-table";

const DayChart = dynamic(
  () => import("@/components/charts/days/day-chart").then((m) => m.DayChart),
  {
    ssr: false,
    loading: () => <div style={{ height: 322 }} />,
  },
);

export interface DayRow extends Sums {
  day: string;
}

export function StatesCard(props: {
  title: string;
  states: readonly StateSeries[];
  days: string[];
  rows: DayRow[];
  view: DayView;
  /** The day whose notifications are shown, or "". */
  chosen: string;
  onChoose(day: string): void;
}) {
  const format = useFormat();
  const [isTable, setTable] = useState(false);
  const { title, states, days, rows } = props;
  const series = useMemo(() => seriesOf(states, days, rows), [states, days, rows]);
  const range = format.utcRange(days[0] ?? "", days.at(-1) ?? "");
  const file = {
    name: `${title.toLowerCase().replaceAll(" ", "-")}-${days[0]}-${days.at(-1)}`,
    csv: () => csvOf(days, series),
    png: {
      title,
      note: `${range}, UTC, by the day they were sent`,
      legend: series.map(({ label, total, color }) => ({
        label: `${label} ${format.number(total)}`,
        color,
      })),
    },
  };
  return (
    <ChartCard
      title={title}
      note="Per day they were sent"
      file={file}
      isTable={isTable}
      onTable={setTable}
    >
      <Legend items={series} />
      {isTable ? (
        <StatesTable title={title} days={days} series={series} />
      ) : (
        <DayChart
          label={title}
          days={days}
          series={series}
          view={props.view}
          chosen={props.chosen}
          onChoose={props.onChoose}
        />
      )}
    </ChartCard>
  );
}

export type StateColumn = ReturnType<typeof seriesOf>[number];

/** One value per day of the period; days nothing was sent on are 0. */
function seriesOf(states: readonly StateSeries[], days: string[], rows: DayRow[]) {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return states.map(({ of, ...state }) => {
    const values = days.map((day) => {
      const row = byDay.get(day);
      return row ? of(row) : 0;
    });
    return { ...state, values, total: values.reduce((sum, value) => sum + value, 0) };
  });
}

function csvOf(days: string[], series: StateColumn[]): string {
  const lines = days.map((day, index) =>
    [day, ...series.map(({ values }) => values[index] ?? 0)].map(cell).join(","),
  );
  const head = ["Day (UTC)", ...series.map(({ label }) => label)].map(cell).join(",");
  return `${[head, ...lines].join("\r\n")}\r\n`;
}
