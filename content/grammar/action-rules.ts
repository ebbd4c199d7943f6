import {
  attributeOf,
  attributeValue,
  childElements,
  firstChild,
  type XmlElement,
} from "@/content/document";
import { checkProtocol, checkTargetApp } from "./protocol-rules";
import { placeOf, type Report } from "./report";
import { isTrue } from "./values";

/** Boxes and buttons: what they say of each other. */
export function checkActions(toast: XmlElement, report: Report): void {
  const actions = firstChild(toast, "actions");
  if (!actions) return;
  const inputs = childElements(actions, "input");
  const buttons = childElements(actions, "action");
  checkUniqueIds(inputs, report);
  for (const input of inputs) checkInput(input, report);
  for (const button of buttons) {
    checkButton(button, report);
    checkInputTarget(button, inputs, report);
  }
  checkSystemCommands(actions, report);
  checkIcons(buttons, report);
  checkStyles(toast, buttons, report);
  checkSnooze(inputs, buttons, report);
}

function checkUniqueIds(elements: XmlElement[], report: Report): void {
  const seen = new Set<string>();
  for (const element of elements) {
    const id = attributeValue(element, "id");
    if (id === undefined) continue;
    if (seen.has(id)) {
      const message = `The id “${id}” is used twice.`;
      report.add("warning", "duplicate.id", message, { at: placeOf(element, "id") });
    }
    seen.add(id);
  }
}

function checkInput(input: XmlElement, report: Report): void {
  const type = attributeValue(input, "type");
  const selections = childElements(input, "selection");
  checkUniqueIds(selections, report);
  if (type === "text" && selections[0]) {
    const message = "A text box has no selections.";
    report.add("warning", "input.selections", message, { at: selections[0] });
  }
  if (type !== "selection") return;
  if (selections.length === 0) {
    report.add("warning", "input.empty", "There is nothing to choose.", { at: input });
  }
  const hint = attributeOf(input, "placeHolderContent");
  if (hint) {
    const message = "placeHolderContent works in a text box only.";
    report.add("warning", "input.placeholder", message, { at: hint });
  }
  const preset = attributeOf(input, "defaultInput");
  if (preset && !selections.some((choice) => attributeValue(choice, "id") === preset.value)) {
    const message = `defaultInput “${preset.value}” is not the id of a selection.`;
    report.add("warning", "input.default", message, { at: preset });
  }
}

function checkButton(button: XmlElement, report: Report): void {
  checkTargetApp(button, report);
  checkProtocol(button, "arguments", report);
  const type = attributeValue(button, "activationType") ?? "foreground";
  const behavior = attributeOf(button, "afterActivationBehavior");
  if (behavior?.value === "pendingUpdate" && type !== "background") {
    const message = 'pendingUpdate needs activationType="background".';
    report.add("warning", "action.pending-update", message, { at: behavior });
  }
  const value = attributeValue(button, "arguments");
  if (type === "system" && value !== undefined && !isSystemCommand(value)) {
    const message = "A system button’s arguments are snooze or dismiss.";
    report.add("warning", "action.system", message, { at: placeOf(button, "arguments") });
  }
  const isBlank = attributeValue(button, "content") === "" && type !== "system";
  if (isBlank && !attributeOf(button, "hint-toolTip")) {
    const message = attributeOf(button, "imageUri")
      ? "A button with an icon only needs hint-toolTip: Narrator reads it."
      : "The button has no text.";
    report.add("warning", "action.blank", message, { at: placeOf(button, "content") });
  }
}

/** snooze and dismiss; calls know three more. */
function isSystemCommand(value: string): boolean {
  return ["snooze", "dismiss", "video", "voice", "decline"].includes(value);
}

function checkInputTarget(button: XmlElement, inputs: XmlElement[], report: Report): void {
  const target = attributeOf(button, "hint-inputId");
  if (!target || inputs.some((input) => attributeValue(input, "id") === target.value)) return;
  const message = `hint-inputId “${target.value}” is not the id of an input.`;
  report.add("warning", "action.input", message, { at: target });
}

/** Windows then draws a box and two buttons of its own; only the context menu is still the app's. */
function checkSystemCommands(actions: XmlElement, report: Report): void {
  if (attributeValue(actions, "hint-systemCommands") !== "SnoozeAndDismiss") return;
  const ignored = childElements(actions).find(
    (child) =>
      child.name === "input" ||
      (child.name === "action" && attributeValue(child, "placement") !== "contextMenu"),
  );
  const message = `With SnoozeAndDismiss, this ${ignored?.name} is not shown; only the context menu is.`;
  if (ignored) report.add("warning", "system-commands.ignored", message, { at: ignored });
}

/** Icons on all buttons or on none; quick replies and the context menu are apart. */
function checkIcons(buttons: XmlElement[], report: Report): void {
  const row = buttons.filter(
    (button) => !attributeOf(button, "placement") && !attributeOf(button, "hint-inputId"),
  );
  const bare = row.filter((button) => !attributeOf(button, "imageUri"));
  const [first] = bare;
  if (!first || bare.length === row.length) return;
  const message = "Give all buttons an icon or none.";
  report.add("warning", "action.icons", message, { at: first });
}

function checkStyles(toast: XmlElement, buttons: XmlElement[], report: Report): void {
  if (isTrue(attributeValue(toast, "useButtonStyle"))) return;
  for (const button of buttons) {
    const style = attributeOf(button, "hint-buttonStyle");
    const message = 'hint-buttonStyle needs useButtonStyle="true" on the toast.';
    if (style) report.add("warning", "action.button-style", message, { at: style });
  }
}

/** Snooze and dismiss come together; intervals are whole minutes. */
function checkSnooze(inputs: XmlElement[], buttons: XmlElement[], report: Report): void {
  const system = buttons.filter((button) => attributeValue(button, "activationType") === "system");
  const snooze = system.find((button) => attributeValue(button, "arguments") === "snooze");
  if (!snooze) return;
  if (!system.some((button) => attributeValue(button, "arguments") === "dismiss")) {
    report.add("warning", "snooze.dismiss", "Offer dismiss beside snooze.", { at: snooze });
  }
  const id = attributeValue(snooze, "hint-inputId");
  const input = inputs.find((candidate) => attributeValue(candidate, "id") === id);
  for (const choice of input ? childElements(input, "selection") : []) {
    if (/^\d+$/.test(attributeValue(choice, "id") ?? "")) continue;
    const message = "The id of a snooze interval is a whole number of minutes.";
    report.add("warning", "snooze.minutes", message, { at: placeOf(choice, "id") });
  }
}
