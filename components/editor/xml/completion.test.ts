import { expect, test } from "vitest";
import { elementSpecs } from "./completion";

test("completion offers an element's children and attributes as the grammar has them", () => {
  const specs = elementSpecs("toast");
  const action = specs.find(({ name }) => name === "action");
  const names = action?.attributes?.map((spec) => (typeof spec === "string" ? spec : spec.name));
  expect(names).toContain("hint-buttonStyle");
  expect(specs.find(({ name }) => name === "actions")?.children).toEqual(["input", "action"]);
  expect(specs.filter(({ top }) => top).map(({ name }) => name)).toEqual(["toast"]);
});

test("completion offers the values of every rule a name has", () => {
  const image = elementSpecs("toast").find(({ name }) => name === "image");
  const placement = image?.attributes?.find(
    (spec) => typeof spec !== "string" && spec.name === "placement",
  );
  expect(placement).toMatchObject({ values: ["inline", "appLogoOverride", "hero"] });
});

test("completion does not offer attributes that Windows ignores in the place", () => {
  const visual = elementSpecs("toast").find(({ name }) => name === "visual");
  expect(JSON.stringify(visual?.attributes)).not.toContain("branding");
});
