import { attributeValue, type XmlDocument } from "@/content/document";
import { readActions, type ToastAction, type ToastInput } from "./model/read-actions";
import {
  childrenOf,
  choiceOf,
  type ModelImage,
  type ModelNote,
  type ModelText,
  type Placed,
  type SlotPlace,
  TextReader,
} from "./model/read-element";
import type { Group, InlineImage } from "./model/read-group";
import { readVisual } from "./model/read-visual";

export const scenarios = ["default", "reminder", "alarm", "incomingCall", "urgent"] as const;
export type Scenario = (typeof scenarios)[number];

/** First build of Windows 11; Windows 10 is anything below. */
export const windows11Build = 22_000;
/** The last look of Windows 10 (20H2). */
export const windows10Build = 19_042;

export interface ToastModelOptions {
  /** Stands in where the payload has no text. */
  appName: string;
  /** Windows build; the layout and what is understood changed with 14393, 15063, 16299, 19042, 22000. */
  build?: number;
  /** Values for `{name}` bindings. */
  data?: Readonly<Record<string, string>>;
  /** Texts that this language still lacks. */
  needsText?: readonly SlotPlace[];
}

export interface ToastLine extends ModelText {
  maxLines: number;
  isCentered: boolean;
}

export interface ProgressBar {
  kind: "progress";
  title?: ModelText;
  /** 0 to 1; undefined where the value cannot be read. */
  value: number | "indeterminate" | undefined;
  valueText: string;
  status?: ModelText;
}

export type ToastBlock = ProgressBar | Group | InlineImage;

export interface ToastVisual {
  title?: ToastLine;
  /** Second and third text: one block of at most four lines. */
  body: ToastLine[];
  attribution?: ModelText;
  hero?: ModelImage;
  logo?: ModelImage;
  /** Progress bars first, the rest as written. */
  blocks: ToastBlock[];
  notes: ModelNote[];
}

export interface ToastHeader {
  id: string;
  title: ModelText;
}

/** Everything that is drawn of a toast, before anything is measured. */
export interface ToastModel extends ToastVisual {
  build: number;
  scenario: Scenario;
  /** The picture of a call, taken out of the blocks. */
  callImage?: ModelImage;
  inputs: ToastInput[];
  buttons: ToastAction[];
  contextMenu: ToastAction[];
  header?: ToastHeader;
  /** As written, ISO 8601. */
  displayTimestamp?: string;
  activation: { type: string; launch: string };
}

const maxTitleLines = 2;
const maxBodyLines = 4;

/** What Windows draws of this toast. The document must have a toast as its root. */
export function readToast(document: XmlDocument, options: ToastModelOptions): ToastModel {
  const build = options.build ?? windows11Build;
  const root: Placed = { element: document.root, path: [] };
  const reader = new TextReader(options.needsText, options.data);
  const scenario = choiceOf(root.element, "scenario", scenarios);
  const visual = readVisual(root, reader, build);
  const actions = readActions(root, reader, build);
  const model: ToastModel = {
    ...visual,
    ...actions,
    notes: [...visual.notes, ...actions.notes],
    build,
    scenario: scenario === "urgent" && build < windows11Build ? "default" : scenario,
    header: build >= 15_063 ? readHeader(root, reader) : undefined,
    displayTimestamp:
      build >= 15_063 ? attributeValue(root.element, "displayTimestamp") : undefined,
    activation: {
      type: attributeValue(root.element, "activationType") ?? "foreground",
      launch: attributeValue(root.element, "launch") ?? "",
    },
  };
  return withStandIn(asCall(model), options.appName);
}

/** A call shows its first picture in the middle; Windows 10 then draws no other content. */
function asCall(model: ToastModel): ToastModel {
  if (model.scenario !== "incomingCall") return model;
  const isPicture = (block: ToastBlock) => block.kind === "image";
  const callImage = model.blocks.find(
    (block): block is InlineImage => block.kind === "image" && (block.isCircle || isOld(model)),
  );
  const rest = model.blocks.filter((block) => block !== callImage);
  return { ...model, callImage, blocks: isOld(model) ? rest.filter(isPicture) : rest };
}

function isOld({ build }: ToastModel): boolean {
  return build < windows11Build;
}

/** Windows shows the app's name and "New notification" for a toast without words. */
function withStandIn(model: ToastModel, appName: string): ToastModel {
  const hasWords = model.title || model.body.length > 0;
  if (hasWords) return model;
  const line = (text: string, maxLines: number): ToastLine => ({
    text,
    maxLines,
    isCentered: false,
    isMissing: false,
    place: { path: [] },
  });
  const message = "Without a text Windows shows the name of the app and “New notification”.";
  return {
    ...model,
    title: line(appName, maxTitleLines),
    body: [line("New notification", maxBodyLines)],
    notes: [...model.notes, { code: "no-text", message, path: [] }],
  };
}

function readHeader(root: Placed, reader: TextReader): ToastHeader | undefined {
  const [header] = childrenOf(root, "header");
  if (!header) return undefined;
  const title = reader.attribute(header, "title");
  const id = attributeValue(header.element, "id")?.trim();
  return id && title?.text.trim() ? { id, title } : undefined;
}

export interface HeaderGroup {
  id?: string;
  /** Title of the newest toast of the group. */
  title?: ModelText;
  toasts: ToastModel[];
}

/** Toasts, newest first, as the notification centre groups them: by the id of their header. */
export function groupByHeader(newestFirst: readonly ToastModel[]): HeaderGroup[] {
  const groups: HeaderGroup[] = [];
  for (const toast of newestFirst) {
    const { id, title } = toast.header ?? {};
    const known = groups.find((group) => group.id === id);
    if (known) known.toasts.push(toast);
    else groups.push({ id, title, toasts: [toast] });
  }
  return groups;
}
