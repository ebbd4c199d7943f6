import { expect, test } from "vitest";
import { devicesByLanguage } from "./language-devices";

test("devices count for the language they get; those without one get the default (P-87)", () => {
  const counts = [
    { language: "en-US", count: 5 },
    { language: "de-AT", count: 3 },
    { language: "fr-FR", count: 2 },
  ];
  const { devices, others, total } = devicesByLanguage(counts, ["en-US", "de"], "en-US");
  expect(Object.fromEntries(devices)).toEqual({ "en-US": 7, de: 3 });
  expect(others).toBe(2);
  expect(total).toBe(10);
});
