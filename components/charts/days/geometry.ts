/** Where the bars of a chart by day stand. Pure: numbers in, path data out. */

export const dayViews = ["split", "stacked", "share"] as const;
export type DayView = (typeof dayViews)[number];

export interface Plot {
  top: number;
  height: number;
  /** The value at the plot's upper edge; 1 = all of a day. */
  max: number;
  /** Which series it shows, and the outlines of their bars. */
  parts: { series: number; path: string }[];
}

export interface DayLayout {
  plots: Plot[];
  /** Left edge of the first bar's room, and how wide each room is. */
  left: number;
  step: number;
  barWidth: number;
}

export interface DaySize {
  width: number;
  height: number;
  /** Room for the axis. */
  left: number;
  right: number;
}

const gapBetweenPlots = 20;
const partGap = 1;

/** The next round number; at least 4, so that axes count whole things. */
export function niceMax(value: number): number {
  if (value <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  const step =
    [1, 1.2, 1.6, 2, 2.5, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

/** @param values per series, per day */
export function layoutDays(values: number[][], view: DayView, size: DaySize): DayLayout {
  const days = values[0]?.length ?? 0;
  const step = days === 0 ? 0 : (size.width - size.left - size.right) / days;
  // Years have bars of a pixel: then hardly any gap.
  const barWidth = Math.max(0.8, step >= 4 ? Math.min(step * 0.72, 28) : step * 0.9);
  const grid = { left: size.left, step, barWidth };
  return {
    ...grid,
    plots: view === "split" ? split(values, grid, size) : [stack(values, view, grid, size)],
  };
}

type Grid = Pick<DayLayout, "left" | "step" | "barWidth">;

/** One plot for each series, each on a scale of its own, so that the largest does not drown the rest. */
function split(values: number[][], grid: Grid, { height }: DaySize): Plot[] {
  const plotHeight = (height - gapBetweenPlots * values.length) / Math.max(1, values.length);
  return values.map((own, series) => {
    const top = gapBetweenPlots + series * (plotHeight + gapBetweenPlots);
    const max = niceMax(Math.max(0, ...own));
    const bars = own.map((value, day) =>
      bar(grid, day, top + plotHeight, (value / max) * plotHeight),
    );
    return { top, height: plotHeight, max, parts: [{ series, path: bars.join("") }] };
  });
}

function stack(values: number[][], view: DayView, grid: Grid, { height }: DaySize): Plot {
  const top = 8;
  const plotHeight = height - top;
  const totals = (values[0] ?? []).map((_, day) =>
    values.reduce((sum, own) => sum + (own[day] ?? 0), 0),
  );
  const max = view === "share" ? 1 : niceMax(Math.max(0, ...totals));
  const bottoms = totals.map(() => top + plotHeight);
  const parts = values.map((own, series) => {
    const bars = own.map((value, day) => {
      const whole = view === "share" ? (totals[day] ?? 0) : max;
      if (whole === 0 || value === 0) return "";
      const length = (value / whole) * plotHeight;
      const bottom = bottoms[day] ?? 0;
      bottoms[day] = bottom - length;
      return bar(grid, day, bottom, Math.max(0.4, length - partGap));
    });
    return { series, path: bars.join("") };
  });
  return { top, height: plotHeight, max, parts };
}

function bar({ left, step, barWidth }: Grid, day: number, bottom: number, length: number): string {
  if (length <= 0) return "";
  const x = left + day * step + (step - barWidth) / 2;
  return `M${round(x)} ${round(bottom)}v${round(-length)}h${round(barWidth)}v${round(length)}z`;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Which day lies under a point; undefined beside the bars. */
export function dayAt(x: number, layout: DayLayout, days: number): number | undefined {
  if (layout.step === 0) return undefined;
  const day = Math.floor((x - layout.left) / layout.step);
  return day >= 0 && day < days ? day : undefined;
}

/** Days that get a label: as many as there is room for, evenly. */
export function labelledDays(days: number, { step }: Pick<DayLayout, "step">, room = 76): number[] {
  if (days === 0 || step === 0) return [];
  const every = Math.max(1, Math.ceil(room / step));
  return Array.from({ length: Math.ceil(days / every) }, (_, index) => index * every);
}
