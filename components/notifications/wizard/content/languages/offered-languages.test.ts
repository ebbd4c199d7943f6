import { expect, test } from "vitest";
import { findLanguages, offeredLanguages } from "./offered-languages";

const offers = offeredLanguages(["en-US", "fr"], [{ language: "de-AT", count: 9 }]);

test("the languages that devices use are offered first, those there are already not at all (P-82)", () => {
  expect(findLanguages(offers, "")[0]).toMatchObject({ code: "de", devices: 9 });
  expect(offers.some(({ code }) => code === "fr" || code === "en-US")).toBe(false);
});

test("languages are found by name and by code, regions when asked for (P-82)", () => {
  expect(findLanguages(offers, "pt-br").map(({ code }) => code)).toContain("pt-BR");
  expect(findLanguages(offers, "GERMAN austria").map(({ code }) => code)).toEqual(["de-AT"]);
  expect(findLanguages(offers, "").some(({ code }) => code === "de-AT")).toBe(false);
});
