import { expect, test } from "vitest";
import { parseTime } from "./parse-time";

test.each([
  ["9", "09:00"],
  ["9:05", "09:05"],
  ["9.05", "09:05"],
  ["905", "09:05"],
  ["0905", "09:05"],
  [" 23:59 ", "23:59"],
  ["12 am", "00:00"],
  ["12:30 PM", "12:30"],
  ["9:05 pm", "21:05"],
  ["24:00", undefined],
  ["9:60", undefined],
  ["13 pm", undefined],
  ["noon", undefined],
  ["", undefined],
])("%j typed is %j", (text, time) => {
  expect(parseTime(text)).toBe(time);
});
