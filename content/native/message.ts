import {
  attributeValue,
  childElements,
  firstChild,
  textOf,
  type XmlDocument,
  type XmlElement,
} from "@/content/document";
import { directionOf } from "@/content/languages";
import {
  actionElements,
  httpsOf,
  isForWindowsOnly,
  isOn,
  type NativeTarget,
  targetOf,
} from "./elements";
import { lossesOf, type NativeLoss } from "./losses";
import { commonPictures, type NativePictures } from "./pictures";

/**
 * What a toast becomes where there is no Windows: one neutral notification that Web Push, FCM and APNs each
 * write in their own words. Pure; the mapping is docs/decisions/0090.
 */

export interface NativeAction {
  readonly label: string;
  readonly target: NativeTarget;
  /** https address of a picture. */
  readonly icon?: string;
}

export interface NativeMessage extends NativePictures {
  /** First line of the toast; "" if it has none. */
  readonly title: string;
  /** The other texts, one a line, the attribution last. */
  readonly body: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly target: NativeTarget;
  /** Buttons that can be kept, in the author's order; how many are shown is the platform's limit. */
  readonly actions: readonly NativeAction[];
  /** No sound. */
  readonly isSilent: boolean;
  /** Stays until the customer acts: reminders, alarms and calls. */
  readonly isPersistent: boolean;
  /** May interrupt: urgent toasts, alarms and calls. */
  readonly isUrgent: boolean;
  /** Milliseconds since 1970 that the author wants shown. */
  readonly timestamp?: number;
  /** Notifications with the same thread are grouped: the toast's header. */
  readonly thread?: { readonly id: string; readonly title: string };
  /** What of the toast no platform but Windows shows. Empty: everything is kept. */
  readonly losses: readonly NativeLoss[];
}

/** The message of one rendered language; undefined for tiles and badges, which exist on Windows only. */
export function toNativeMessage(
  document: XmlDocument,
  language: string,
): NativeMessage | undefined {
  const { root } = document;
  if (root.name !== "toast") return undefined;
  const visual = firstChild(root, "visual");
  const binding = visual && firstChild(visual, "binding");
  const [title = "", ...lines] = binding ? textsOf(binding) : [];
  const scenario = attributeValue(root, "scenario") ?? "default";
  const pictures = commonPictures(visual, binding);
  const isLoud = scenario === "alarm" || scenario === "incomingCall";
  return {
    title,
    body: lines.join("\n"),
    language,
    direction: directionOf(language),
    ...pictures,
    target: targetOf(root, "launch") ?? { kind: "app", arguments: "" },
    actions: actionElements(root).flatMap(readAction),
    isSilent: isOn(firstChild(root, "audio"), "silent"),
    isPersistent: isLoud || scenario === "reminder",
    isUrgent: isLoud || scenario === "urgent",
    timestamp: timestampOf(root),
    thread: threadOf(root),
    losses: lossesOf(root),
  };
}

/** Lines in reading order; columns one under the other, the attribution at the end, as Windows draws it. */
function textsOf(binding: XmlElement): string[] {
  const lines: string[] = [];
  let attribution = "";
  for (const child of childElements(binding)) {
    if (child.name === "group") lines.push(...groupTexts(child));
    if (child.name !== "text") continue;
    if (attributeValue(child, "placement") === "attribution") attribution = textOf(child).trim();
    else lines.push(textOf(child).trim());
  }
  return [...lines, attribution].filter((line, index) => line !== "" || index === 0);
}

function groupTexts(group: XmlElement): string[] {
  return childElements(group, "subgroup").flatMap((subgroup) =>
    childElements(subgroup, "text").map((text) => textOf(text).trim()),
  );
}

function readAction(action: XmlElement): NativeAction[] {
  const target = targetOf(action, "arguments");
  const label = attributeValue(action, "content") || attributeValue(action, "hint-toolTip");
  if (!target || !label || isForWindowsOnly(action)) return [];
  return [{ label, target, icon: httpsOf(attributeValue(action, "imageUri")) }];
}

function timestampOf(root: XmlElement): number | undefined {
  const written = attributeValue(root, "displayTimestamp");
  const at = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(at) ? undefined : at;
}

function threadOf(root: XmlElement): NativeMessage["thread"] {
  const header = firstChild(root, "header");
  const id = header && attributeValue(header, "id");
  return header && id ? { id, title: attributeValue(header, "title") ?? "" } : undefined;
}
