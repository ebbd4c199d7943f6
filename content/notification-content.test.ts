import { expect, it } from "vitest";
import { notificationContentSchema } from "./notification-content";
import { maximumTextLength } from "./parse";

it("says how long the XML of a draft may be", () => {
  const read = (length: number) =>
    notificationContentSchema.safeParse({
      defaultLanguage: "en",
      document: "x".repeat(length),
      translations: {},
      trackLaunches: false,
    });
  expect(read(maximumTextLength).success).toBe(true);
  const [issue] = read(maximumTextLength + 1).error?.issues ?? [];
  expect(issue?.message).toBe("The XML has more than 65,536 characters.");
});
