import { expect, test } from "vitest";
import { dayAt, labelledDays, layoutDays, niceMax } from "./geometry";

const size = { width: 540, height: 200, left: 40, right: 0 };

function heights(path: string): number[] {
  return [...path.matchAll(/v-([\d.]+)h/g)].map(([, height]) => Number(height));
}

test("each series of the split view has a scale of its own: a flood does not drown a trickle", () => {
  const { plots } = layoutDays(
    [
      [1, 4],
      [10_000, 40_000],
    ],
    "split",
    size,
  );
  const [small, large] = plots.map(({ parts }) => heights(parts[0]?.path ?? ""));
  expect(small?.[1]).toBeGreaterThan(40);
  expect(large?.[1]).toBeGreaterThan(40);
  expect(plots.map(({ max }) => max)).toEqual([4, 40_000]);
});

test("stacked bars add up to their total, less the pixel between them", () => {
  const [plot] = layoutDays([[10], [20], [20]], "stacked", size).plots;
  const all = plot?.parts.flatMap(({ path }) => heights(path)) ?? [];
  expect(all.reduce((sum, height) => sum + height + 1, 0)).toBeCloseTo(plot?.height ?? 0, 1);
});

test("shares of a day fill it, and a day without anything stays empty", () => {
  const [plot] = layoutDays(
    [
      [1, 0],
      [3, 0],
    ],
    "share",
    size,
  ).plots;
  expect(plot?.parts.map(({ path }) => heights(path).length)).toEqual([1, 1]);
});

test("a year of five series is five paths", () => {
  const year = Array.from({ length: 365 }, (_, day) => day % 90);
  const [plot] = layoutDays(
    Array.from({ length: 5 }, () => year),
    "stacked",
    size,
  ).plots;
  expect(plot?.parts).toHaveLength(5);
});

test("a point names its day", () => {
  const layout = layoutDays([Array.from({ length: 10 }, () => 1)], "stacked", size);
  expect([dayAt(39, layout, 10), dayAt(41, layout, 10), dayAt(539, layout, 10)]).toEqual([
    undefined,
    0,
    9,
  ]);
});

test("axes end at a round number, labels at what there is room for", () => {
  expect([0, 4, 7, 23, 26, 1_001].map(niceMax)).toEqual([4, 4, 8, 25, 30, 1_200]);
  expect(labelledDays(30, { step: 20 })).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
});
