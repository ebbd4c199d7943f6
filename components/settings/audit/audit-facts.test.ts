import { expect, it } from "vitest";
import { formatInstant } from "@/components/ui/format";
import { factsOf } from "./audit-facts";

it("reads an event's details as a line for people", () => {
  const details = {
    sendAt: "2026-12-04T17:00:00.000Z",
    revision: 3,
    expiresAt: null,
    isDisabled: false,
    scopes: ["notifications:read", "notifications:send"],
  };
  expect(factsOf(details, formatInstant)).toBe(
    "send at: 4 Dec 2026, 17:00 UTC · revision: 3 · is disabled: no · scopes: notifications:read, notifications:send",
  );
});
