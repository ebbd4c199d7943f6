import { attributeValue } from "@/content/document";
import type { ProgressBar, ToastBlock, ToastLine, ToastVisual } from "../toast-model";
import {
  childrenOf,
  choiceOf,
  type Inherited,
  inherit,
  integerOf,
  isBlank,
  isTrue,
  type ModelNote,
  type ModelText,
  type Placed,
  readImage,
  type TextReader,
} from "./read-element";
import { readGroup } from "./read-group";

const legacyTemplate = /^Toast(ImageAndText|Text)0[1-4]$/;
const placements = ["inline", "appLogoOverride", "hero"] as const;

interface Reading {
  inherited: Inherited;
  reader: TextReader;
  build: number;
  isLegacy: boolean;
  visual: ToastVisual;
}

export function readVisual(root: Placed, reader: TextReader, build: number): ToastVisual {
  const visual: ToastVisual = { body: [], blocks: [], notes: [] };
  const [outer] = childrenOf(root, "visual");
  if (!outer) return visual;
  const binding = childrenOf(outer, "binding").find(isDrawn);
  if (!binding) {
    const message = "Only ToastGeneric and the old toast templates are drawn.";
    return { ...visual, notes: [{ code: "template", message, path: outer.path }] };
  }
  const inherited = inherit(inherit({}, outer.element), binding.element);
  const isLegacy = templateOf(binding) !== "ToastGeneric";
  const reading = { inherited, reader, build, isLegacy, visual };
  readTexts(binding, reading);
  for (const child of childrenOf(binding)) readBlock(child, reading);
  const { blocks } = visual;
  visual.blocks = [
    ...blocks.filter((block) => block.kind === "progress"),
    ...blocks.filter((block) => block.kind !== "progress"),
  ];
  return visual;
}

function templateOf({ element }: Placed): string {
  return attributeValue(element, "template") ?? "";
}

function isDrawn(binding: Placed): boolean {
  const isShoulderTap = attributeValue(binding.element, "experienceType") === "shoulderTap";
  const template = templateOf(binding);
  return !isShoulderTap && (template === "ToastGeneric" || legacyTemplate.test(template));
}

function readTexts(binding: Placed, reading: Reading): void {
  const { visual, build } = reading;
  const texts = childrenOf(binding, "text");
  const attributions = texts.filter(
    ({ element }) => build >= 14_393 && attributeValue(element, "placement") === "attribution",
  );
  const lines = texts.filter((text) => !attributions.includes(text));
  const [title, second, third, ...dropped] = lines;
  const [attribution] = attributions;
  visual.title = title && lineOf(title, 2, reading);
  visual.body = [second, third].flatMap((text) => (text && lineOf(text, 4, reading)) ?? []);
  if (attribution) visual.attribution = wordsOf(attribution, reading);
  const [first] = dropped;
  if (first) {
    const message = "A toast shows three texts; put this one into a group or leave it out.";
    note(visual.notes, "fourth-text", message, first);
  }
}

function wordsOf(text: Placed, { reader, inherited }: Reading): ModelText | undefined {
  const words = reader.content(text, inherited);
  return isBlank(words) ? undefined : words;
}

function lineOf(text: Placed, most: number, reading: Reading): ToastLine | undefined {
  const words = wordsOf(text, reading);
  const { element } = text;
  return (
    words && {
      ...words,
      maxLines: integerOf(element, "hint-maxLines", [1, most]) ?? most,
      isCentered: isTrue(element, "hint-callScenarioCenterAlign"),
    }
  );
}

function readBlock(child: Placed, reading: Reading): void {
  const { visual, build, inherited, reader } = reading;
  const { name } = child.element;
  if (name === "image") readPlacedImage(child, reading);
  if (name === "group") {
    if (build >= 14_393) visual.blocks.push(readGroup(child, inherited, reader));
    else note(visual.notes, "group", "Groups are shown from the Anniversary Update on.", child);
  }
  if (name === "progress" && build >= 15_063) visual.blocks.push(readProgress(child, reading));
}

function readPlacedImage(child: Placed, { visual, build, inherited, isLegacy }: Reading): void {
  const image = readImage(child, inherited);
  if (image.src === "") return;
  const placement = isLegacy ? "appLogoOverride" : choiceOf(child.element, "placement", placements);
  if (placement === "hero" && build >= 14_393) {
    if (visual.hero) note(visual.notes, "second-hero", "Only the first hero is shown.", child);
    else visual.hero = image;
    return;
  }
  if (placement === "appLogoOverride") {
    if (visual.logo) note(visual.notes, "second-logo", "Only the first logo is shown.", child);
    else visual.logo = image;
    return;
  }
  const block: ToastBlock = { kind: "image", ...image };
  const before = visual.blocks.filter(({ kind }) => kind === "image").length;
  if (build < 14_393 && before >= 6) {
    note(visual.notes, "seventh-image", "Only six pictures are shown.", child);
    return;
  }
  visual.blocks.push(block);
}

function readProgress(child: Placed, { reader, visual }: Reading): ProgressBar {
  const written = reader.bound(attributeValue(child.element, "value") ?? "").trim();
  const value = progressValue(written);
  if (value === undefined || (value !== "indeterminate" && Number(written) !== value)) {
    const message = "The value of a progress bar is a number from 0 to 1 or “indeterminate”.";
    note(visual.notes, "progress-value", message, child);
  }
  const override = reader.attribute(child, "valueStringOverride")?.text;
  const percent = typeof value === "number" ? `${Math.round(value * 100)}%` : "";
  return {
    kind: "progress",
    title: reader.attribute(child, "title"),
    value,
    valueText: override || percent,
    status: reader.attribute(child, "status"),
  };
}

function progressValue(written: string): ProgressBar["value"] {
  if (written === "indeterminate") return written;
  const number = written === "" ? Number.NaN : Number(written);
  return Number.isNaN(number) ? undefined : Math.min(1, Math.max(0, number));
}

function note(notes: ModelNote[], code: string, message: string, { path }: Placed): void {
  notes.push({ code, message, path });
}
