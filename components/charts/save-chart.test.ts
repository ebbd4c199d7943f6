import { expect, test } from "vitest";
import { placed } from "./save-chart";

test("the words over a picture go on in the next row where there is no room for them", () => {
  const legend = ["Activated", "Dismissed", "Timed out"].map((label) => ({ label, color: "red" }));
  const at = (room: number) => placed(legend, () => 100, room).map(({ x, y }) => [x, y]);
  expect(at(1_000)).toEqual([
    [0, 0],
    [133, 0],
    [266, 0],
  ]);
  expect(at(300)).toEqual([
    [0, 0],
    [133, 0],
    [0, 20],
  ]);
  expect(at(50)).toEqual([
    [0, 0],
    [0, 20],
    [0, 40],
  ]);
});
