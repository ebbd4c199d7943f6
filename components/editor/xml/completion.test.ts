import { CompletionContext } from "@codemirror/autocomplete";
import { xmlLanguage } from "@codemirror/lang-xml";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { completionFor, elementSpecs } from "./completion";

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

/** What is offered at the bar. */
async function offersAt(text: string) {
  const pos = text.indexOf("|");
  const state = EditorState.create({ doc: text.replace("|", ""), extensions: [xmlLanguage] });
  const result = await completionFor("toast")(new CompletionContext(state, pos, true));
  return { labels: result?.options.map(({ label }) => label), isFiltered: result?.filter ?? true };
}

test("completion offers every value between empty quotes, and narrows what was begun", async () => {
  const labels = ['"short"', '"long"'];
  expect(await offersAt('<toast duration="|">')).toEqual({ labels, isFiltered: false });
  expect(await offersAt('<toast duration="l|">')).toEqual({ labels, isFiltered: true });
});
