import { attributeValue, childElements, firstChild, type XmlElement } from "@/content/document";
import { actionElements, isForWindowsOnly, targetOf } from "./elements";
import { picturesOf } from "./pictures";

/** One thing of a toast that is not shown elsewhere, as a sentence for the author. */
export interface NativeLoss {
  readonly code:
    | "columns"
    | "progress"
    | "inputs"
    | "snooze"
    | "context-menu"
    | "app-picture"
    | "more-pictures"
    | "sound"
    | "windows-link"
    | "duration"
    | "people";
  readonly text: string;
}

/** What no platform but Windows shows, each once, in the order of the toast. */
export function lossesOf(root: XmlElement): NativeLoss[] {
  const visual = firstChild(root, "visual");
  const binding = visual && firstChild(visual, "binding");
  const found = [
    ...contentLosses(visual, binding),
    ...clickLosses(root),
    ...actionLosses(root),
    ...behaviourLosses(root),
  ];
  return found.filter(
    ({ code }, index) => found.findIndex((other) => other.code === code) === index,
  );
}

function contentLosses(
  visual: XmlElement | undefined,
  binding: XmlElement | undefined,
): NativeLoss[] {
  const losses: NativeLoss[] = [];
  if (binding && firstChild(binding, "group")) {
    losses.push({ code: "columns", text: "Columns become lines under each other." });
  }
  if (binding && firstChild(binding, "progress")) {
    losses.push({ code: "progress", text: "The progress bar is left out." });
  }
  const pictures = picturesOf(visual, binding);
  if (pictures.some(({ url, source }) => url === undefined && source !== "")) {
    const text =
      "Pictures from the app’s package or the device are left out; use an https address.";
    losses.push({ code: "app-picture", text });
  }
  const large = pictures.filter(({ place, url }) => place !== "icon" && url !== undefined);
  if (large.length > 1) {
    losses.push({ code: "more-pictures", text: "Only one large picture is shown." });
  }
  return losses;
}

function clickLosses(root: XmlElement): NativeLoss[] {
  return targetOf(root, "launch") ? [] : [windowsLink(attributeValue(root, "launch") ?? "")];
}

function windowsLink(link: string): NativeLoss {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(link)?.[0] ?? "This kind of link";
  return {
    code: "windows-link",
    text: `${scheme} links open on Windows only; a click opens the app, a button is left out.`,
  };
}

function actionLosses(root: XmlElement): NativeLoss[] {
  const losses: NativeLoss[] = [];
  const actions = firstChild(root, "actions");
  if (actions && firstChild(actions, "input")) {
    losses.push({ code: "inputs", text: "Text boxes and lists are left out, with their buttons." });
  }
  if (actions && attributeValue(actions, "hint-systemCommands") !== undefined) losses.push(snooze);
  for (const action of actionElements(root)) {
    const type = attributeValue(action, "activationType");
    if (type === "system" && attributeValue(action, "arguments") === "snooze") losses.push(snooze);
    if (attributeValue(action, "placement") === "contextMenu") {
      losses.push({ code: "context-menu", text: "The context menu is left out." });
    } else if (type === "protocol" && !isForWindowsOnly(action) && !targetOf(action, "arguments")) {
      losses.push(windowsLink(attributeValue(action, "arguments") ?? ""));
    }
  }
  return losses;
}

const snooze: NativeLoss = { code: "snooze", text: "Snooze is left out." };

function behaviourLosses(root: XmlElement): NativeLoss[] {
  const losses: NativeLoss[] = [];
  const sound = firstChild(root, "audio");
  const source = sound && attributeValue(sound, "src");
  if (source !== undefined && source !== "ms-winsoundevent:Notification.Default") {
    losses.push({ code: "sound", text: "The platform’s own sound is played." });
  }
  if (attributeValue(root, "duration") === "long") {
    losses.push({ code: "duration", text: "How long it is shown is up to the platform." });
  }
  if (attributeValue(root, "hint-people") !== undefined || bindingsOf(root) > 1) {
    losses.push({ code: "people", text: "The picture that taps on the shoulder is left out." });
  }
  return losses;
}

function bindingsOf(root: XmlElement): number {
  const visual = firstChild(root, "visual");
  return visual ? childElements(visual, "binding").length : 0;
}
