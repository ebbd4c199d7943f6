import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { canonicalTimeZone } from "./time-zone";
import { windowsZones } from "./windows-zones";

interface CldrFile {
  supplemental: {
    windowsZones: {
      mapTimezones: { mapZone: { _other: string; _type: string; _territory: string } }[];
    };
  };
}

test("the table is what cldr-core says for the whole world", () => {
  const file = createRequire(import.meta.url)(
    "cldr-core/supplemental/windowsZones.json",
  ) as CldrFile;
  const world = file.supplemental.windowsZones.mapTimezones
    .map((entry) => entry.mapZone)
    .filter((zone) => zone._territory === "001");
  expect(windowsZones).toEqual(
    Object.fromEntries(world.map((zone) => [zone._other, zone._type.split(" ")[0]])),
  );
});

test("every Windows id becomes a zone this platform knows", () => {
  const unknown = Object.keys(windowsZones).filter((name) => canonicalTimeZone(name) === null);
  expect(unknown).toEqual([]);
});
