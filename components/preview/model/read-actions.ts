import { attributeValue } from "@/content/document";
import {
  childrenOf,
  isTrue,
  type ModelImage,
  type ModelNote,
  type ModelText,
  type Placed,
  readImage,
  type SlotPlace,
  type TextReader,
} from "./read-element";

export interface ToastAction {
  label: ModelText;
  icon?: ModelImage;
  toolTip?: string;
  style: "plain" | "success" | "critical";
  activationType: string;
  arguments: string;
  inputId?: string;
  path: SlotPlace["path"];
}

export interface ToastInput {
  kind: "text" | "selection";
  id: string;
  title?: ModelText;
  placeholder?: ModelText;
  /** Text, or id of the chosen selection. */
  initial: string;
  options: { id: string; label: ModelText }[];
  /** The button beside a text box. */
  reply?: ToastAction;
  path: SlotPlace["path"];
}

export interface ToastActions {
  inputs: ToastInput[];
  buttons: ToastAction[];
  contextMenu: ToastAction[];
  notes: ModelNote[];
}

const most = 5;
const systemWords: Record<string, string> = { snooze: "Snooze", dismiss: "Dismiss" };

export function readActions(root: Placed, reader: TextReader, build: number): ToastActions {
  const result: ToastActions = { inputs: [], buttons: [], contextMenu: [], notes: [] };
  const [actions] = childrenOf(root, "actions");
  if (!actions) return result;
  const isStyled = build >= 22_000 && isTrue(root.element, "useButtonStyle");
  const read = childrenOf(actions, "action").map((action) => readAction(action, reader, isStyled));
  const known = keepFive(
    read.filter((action) => action !== undefined),
    "actions",
    result.notes,
  );
  const isInMenu = (action: ToastAction) => build >= 14_393 && inMenu(actions, action);
  result.contextMenu = known.filter(isInMenu);
  if (attributeValue(actions.element, "hint-systemCommands") === "SnoozeAndDismiss") {
    return { ...result, ...systemCommands(actions) };
  }
  const inputs = keepFive(
    childrenOf(actions, "input").flatMap((input) => readInput(input, reader) ?? []),
    "inputs",
    result.notes,
  );
  result.buttons = known.filter((action) => !isInMenu(action));
  for (const input of inputs) {
    const reply = input.kind === "text" && result.buttons.find((one) => one.inputId === input.id);
    if (reply) result.buttons = result.buttons.filter((action) => action !== reply);
    result.inputs.push(reply ? { ...input, reply } : input);
  }
  return result;
}

function inMenu({ element }: Placed, { path }: ToastAction): boolean {
  const child = element.children[path.at(-1) ?? -1];
  return child?.type === "element" && attributeValue(child, "placement") === "contextMenu";
}

/** Five of each, those of the context menu counted. */
function keepFive<T extends { path: SlotPlace["path"] }>(
  all: readonly T[],
  what: "actions" | "inputs",
  notes: ModelNote[],
): T[] {
  const sixth = all[most];
  if (sixth) {
    const message = `A toast shows at most five ${what}.`;
    notes.push({ code: `sixth-${what}`, message, path: sixth.path });
  }
  return all.slice(0, most);
}

/** Windows drops an action without arguments. */
function readAction(
  placed: Placed,
  reader: TextReader,
  isStyled: boolean,
): ToastAction | undefined {
  const { element, path } = placed;
  const words = reader.attribute(placed, "content");
  const commanded = attributeValue(element, "arguments");
  if (commanded === undefined || !words) return undefined;
  const activationType = attributeValue(element, "activationType") ?? "foreground";
  const standIn = activationType === "system" ? systemWords[commanded] : undefined;
  const src = attributeValue(element, "imageUri")?.trim();
  const style = isStyled ? attributeValue(element, "hint-buttonStyle") : undefined;
  return {
    label: words.text === "" && !words.isMissing && standIn ? { ...words, text: standIn } : words,
    icon: src ? iconOf(placed, src) : undefined,
    toolTip: attributeValue(element, "hint-toolTip"),
    style: style === "Success" ? "success" : style === "Critical" ? "critical" : "plain",
    activationType,
    arguments: commanded,
    inputId: attributeValue(element, "hint-inputId"),
    path,
  };
}

function iconOf({ element, path }: Placed, src: string): ModelImage {
  const attribute = element.attributes.find(({ name }) => name === "imageUri");
  const image = { ...element, attributes: attribute ? [{ ...attribute, name: "src" }] : [] };
  return { ...readImage({ element: image, path }, {}), src };
}

function readInput(placed: Placed, reader: TextReader): ToastInput | undefined {
  const { element } = placed;
  const id = attributeValue(element, "id");
  const kind = attributeValue(element, "type");
  if (id === undefined || (kind !== "text" && kind !== "selection")) return undefined;
  const options = childrenOf(placed, "selection").flatMap((selection) => {
    const label = reader.attribute(selection, "content");
    const optionId = attributeValue(selection.element, "id");
    return label && optionId !== undefined ? [{ id: optionId, label }] : [];
  });
  return {
    kind,
    id,
    title: reader.attribute(placed, "title"),
    placeholder: reader.attribute(placed, "placeHolderContent"),
    initial: attributeValue(element, "defaultInput") ?? "",
    options: kind === "selection" ? options.slice(0, most) : [],
    path: placed.path,
  };
}

/** The snooze box and the two buttons that Windows makes itself. */
function systemCommands({ path }: Placed): Pick<ToastActions, "inputs" | "buttons"> {
  const words = (text: string): ModelText => ({ text, place: { path }, isMissing: false });
  const times = { 5: "5 minutes", 9: "9 minutes", 10: "10 minutes", 60: "1 hour", 240: "4 hours" };
  const options = Object.entries({ ...times, 1440: "1 day" }).map(([id, label]) => ({
    id,
    label: words(label),
  }));
  const button = (command: "snooze" | "dismiss"): ToastAction => ({
    label: words(systemWords[command] ?? command),
    style: "plain",
    activationType: "system",
    arguments: command,
    path,
  });
  return {
    inputs: [{ kind: "selection", id: "snoozeTime", initial: "9", options, path }],
    buttons: [button("snooze"), button("dismiss")],
  };
}
