import { expect, test } from "vitest";
import { classLabels, classOf, colorOf } from "./classes";
import { marketOfShape, pointOfMarket } from "./places";

const classes = { bounds: [0.03, 0.045, 0.06, 0.075] } as const;

test("a share on a bound belongs to the class above it", () => {
  expect([0, 0.0299, 0.03, 0.0601, 0.075, 1].map((share) => classOf(share, classes))).toEqual([
    0, 0, 1, 3, 4, 4,
  ]);
  expect(classLabels(classes)).toEqual(["< 3%", "3–4.5", "4.5–6", "6–7.5", "≥ 7.5%"]);
});

test("no data is no colour", () => {
  expect(colorOf(null, classes)).toBeUndefined();
});

test("every market is on the map, as a shape or as a point, and none twice (P-77)", () => {
  const shapes = Object.values(marketOfShape);
  const points = Object.keys(pointOfMarket);
  expect(new Set([...shapes, ...points]).size).toBe(shapes.length + points.length);
  expect(shapes.length + points.length).toBeGreaterThanOrEqual(249);
  for (const code of ["HK", "SG", "MT", "BH", "MU"]) expect(points).toContain(code);
  for (const code of ["DE", "US", "IN", "XK"]) expect(shapes).toContain(code);
  expect([...shapes, ...points]).not.toContain("AQ");
});
