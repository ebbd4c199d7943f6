"use client";

import { tokens } from "@fluentui/react-components";
import { memo } from "react";
import { Hatch } from "@/components/charts/hatch";
import { useFormat } from "@/components/ui/use-format";
import type { DaySeries } from "./day-chart";
import { type DayLayout, labelledDays, type Plot } from "./geometry";

interface PlotsProps {
  layout: DayLayout;
  days: string[];
  series: DaySeries[];
  width: number;
  height: number;
  patternId: string;
  isShare: boolean;
  cursor: number | undefined;
  /** Place of the marked day, -1 for none. */
  chosen: number;
}

const axisText = { fontSize: 11, fill: tokens.colorNeutralForeground3 } as const;

export function DayPlots(props: PlotsProps) {
  const { layout, cursor } = props;
  const bottom = Math.max(0, ...layout.plots.map((plot) => plot.top + plot.height));
  return (
    <svg width={props.width} height={props.height} display="block" aria-hidden data-chart>
      {cursor !== undefined && (
        <rect
          x={layout.left + cursor * layout.step}
          y={0}
          width={Math.max(1, layout.step)}
          height={bottom}
          fill={tokens.colorNeutralBackground1Selected}
        />
      )}
      {props.chosen >= 0 && (
        <rect
          x={layout.left + (props.chosen + 0.5) * layout.step - Math.max(layout.step, 6) / 2}
          y={bottom}
          width={Math.max(layout.step, 6)}
          height={3}
          fill={tokens.colorCompoundBrandBackground}
        />
      )}
      <Bars {...props} bottom={bottom} />
    </svg>
  );
}

/** Drawn again only when the data or the width change, not with the cursor. */
const Bars = memo(
  function Bars(props: PlotsProps & { bottom: number }) {
    const format = useFormat();
    const { layout, days, width } = props;
    const isLong = days.length > 200;
    return (
      <>
        <defs>
          {props.series.map(
            (one, index) =>
              one.isHatched && (
                <Hatch key={one.key} id={`${props.patternId}-${index}`} color={one.color} />
              ),
          )}
        </defs>
        {layout.plots.map((plot) => (
          <PlotLines key={plot.top} plot={plot} {...props} />
        ))}
        {labelledDays(days.length, layout).map((day) => (
          <text
            key={days[day]}
            {...axisText}
            x={Math.min(width - 24, layout.left + (day + 0.5) * layout.step)}
            y={props.bottom + 16}
            textAnchor={day === 0 ? "start" : "middle"}
          >
            {isLong ? format.utcMonth(days[day] ?? "") : format.utcDayShort(days[day] ?? "")}
          </text>
        ))}
      </>
    );
  },
  (before, after) =>
    before.width === after.width &&
    before.days === after.days &&
    before.series === after.series &&
    before.isShare === after.isShare &&
    before.layout.plots.length === after.layout.plots.length,
);

function PlotLines({ plot, ...props }: PlotsProps & { plot: Plot }) {
  const format = useFormat();
  const { layout, width } = props;
  const isOwn = layout.plots.length > 1;
  const marks = isOwn ? [0, 1] : [0, 0.5, 1];
  const end = width - 4;
  return (
    <g>
      {marks.map((share) => {
        const y = plot.top + plot.height * (1 - share);
        const value = plot.max * share;
        return (
          <g key={share}>
            <line x1={layout.left} x2={end} y1={y} y2={y} stroke={tokens.colorNeutralStroke3} />
            <text {...axisText} x={layout.left - 6} y={y + 4} textAnchor="end">
              {props.isShare ? format.rate(value) : format.compact(value)}
            </text>
          </g>
        );
      })}
      {plot.parts.map(({ series, path }) => {
        const one = props.series[series];
        if (!one) return null;
        return (
          <path
            key={one.key}
            d={path}
            fill={one.isHatched ? `url(#${props.patternId}-${series})` : one.color}
            stroke={one.isHatched ? one.color : undefined}
            strokeWidth={one.isHatched && layout.barWidth > 3 ? 0.75 : undefined}
          />
        );
      })}
      {isOwn && (
        <text
          x={layout.left + 2}
          y={plot.top - 5}
          fontSize={11}
          fill={tokens.colorNeutralForeground2}
        >
          {props.series[plot.parts[0]?.series ?? 0]?.label}
        </text>
      )}
    </g>
  );
}
