"use client";

import { tokens } from "@fluentui/react-components";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useFormat } from "@/components/ui/use-format";

export interface BarPoint {
  x: string | number;
  count: number;
}

const axisText = { fontSize: 11, fill: tokens.colorNeutralForeground3 };

/** Counts as bars on a linear axis. Draws only: the caller names it and gives its table twin or sum. */
export function Bars(props: {
  points: BarPoint[];
  /** What is counted, for the tooltip. */
  noun: string;
  height: number;
  labelOf(x: string | number): string;
  /** Where the axis is marked; by default each seventh. */
  ticks?: (string | number)[];
}) {
  const format = useFormat();
  return (
    <div style={{ height: props.height }} aria-hidden>
      <ResponsiveContainer initialDimension={{ width: 520, height: props.height }}>
        <BarChart
          accessibilityLayer={false}
          data={props.points}
          margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke={tokens.colorNeutralStroke3} />
          <XAxis
            dataKey="x"
            ticks={props.ticks}
            interval={props.ticks ? undefined : 6}
            tickFormatter={props.labelOf}
            tick={axisText}
            tickLine={false}
          />
          <YAxis
            width={44}
            allowDecimals={false}
            tickFormatter={format.compact}
            tick={axisText}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            labelFormatter={(x) => props.labelOf(x as string | number)}
            formatter={(value) => [format.number(Number(value)), props.noun]}
          />
          <Bar
            dataKey="count"
            fill={tokens.colorCompoundBrandBackground}
            maxBarSize={48}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
