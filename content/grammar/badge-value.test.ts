import { describe, expect, it } from "vitest";
import { validatePayload } from "@/content/validate";
import { badgeGlyphs, badgePayload, badgeProblem } from "./badge-value";

describe("the badge beside a tile", () => {
  it.each(["0", "1", "99", "100", "2147483", ...badgeGlyphs])(
    "takes %s as Windows does",
    (value) => {
      expect(badgeProblem(value)).toBeUndefined();
      expect(validatePayload(badgePayload(value))).toMatchObject({ kind: "badge", ok: true });
    },
  );

  it.each([
    "",
    "-1",
    "+1",
    "01",
    "1.5",
    "Alert",
    "newmessage",
    '1"/><x',
    "1e3",
    " 1",
    "1234567890",
  ])("refuses %j and never makes a payload of it", (value) => {
    expect(badgeProblem(value)).toContain("number");
    expect(() => badgePayload(value)).toThrow(RangeError);
  });
});
