import { expect, test } from "vitest";
import { deviceTypes } from "@/db/enums";
import {
  acquisitionChannels,
  acquisitionTypes,
  ageGroups,
  churnLevels,
  codeOf,
  deviceTypeValues,
  genders,
  labelOf,
  storeClients,
} from "./attributes";

const lists = {
  ageGroups,
  genders,
  deviceTypeValues,
  acquisitionTypes,
  storeClients,
  acquisitionChannels,
  churnLevels,
};

test.each(Object.entries(lists))(
  "%s has unknown as 0, and codes that are their places",
  (_, list) => {
    expect(list[0].id).toBe("unknown");
    list.forEach((value, place) => {
      expect(value.code).toBe(place);
    });
    expect(new Set(list.map((value) => value.id)).size).toBe(list.length);
  },
);

test("every device type a registration may report has a code", () => {
  for (const type of deviceTypes) expect(codeOf(deviceTypeValues, type)).toBeDefined();
});

test("a word nobody knows has no code and a code nobody knows reads Unknown", () => {
  expect(codeOf(genders, "robot")).toBeUndefined();
  expect(labelOf(ageGroups, 99)).toBe("Unknown");
  expect(labelOf(ageGroups, 5)).toBe("50 or over");
});
