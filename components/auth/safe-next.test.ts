import { expect, it } from "vitest";
import { safeNext } from "./safe-next";

it("leads to a path of our own and nowhere else after signing in", () => {
  expect(safeNext("/apps?page=2")).toBe("/apps?page=2");
  for (const next of [undefined, "", "https://evil.example", "//evil.example", "/\\evil.example"])
    expect(safeNext(next)).toBe("/notifications");
});
