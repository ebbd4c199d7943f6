import {
  attributeValue,
  createElement,
  type NodePath,
  removeIllegalCharacters,
  walkElements,
  type XmlDocument,
  type XmlElement,
} from "@/content/document";
import { parsePayload } from "@/content/parse";
import { fillTracked, prepareTracked, prepareUntracked, tokenBytes } from "@/content/tracking";

export const activations = ["foreground", "background", "protocol", "system"] as const;
export type Activation = (typeof activations)[number];

/** One thing of a notification a person can select, and the string that then leaves Windows. */
export interface LaunchTarget {
  path: NodePath;
  /** "Body", "Button “Rate now”", "Header". */
  label: string;
  activation: Activation;
  /** The author's own string. */
  written: string;
  /** What Windows hands over: with tracking, the author's string and behind it the token (K-20, K-26). */
  handed: string;
}

/** A token of no delivery: 26 bytes that read `Herald launch lab: sample.`. */
export const sampleToken = new TextEncoder()
  .encode("Herald launch lab: sample.")
  .slice(0, tokenBytes);

/**
 * Everything that can be selected, in document order, with the very payload that would be sent: the document is
 * cut and filled by the engine's own functions and read again.
 */
export function launchTargets(document: XmlDocument, trackLaunches: boolean): LaunchTarget[] {
  const prepared = trackLaunches ? prepareTracked(document) : prepareUntracked(document);
  const sent = parsePayload(fillTracked(prepared, sampleToken));
  if (!sent.ok) return [];
  const written = carriersOf(document.root);
  return carriersOf(sent.document.root).map((carrier, at) => ({
    path: carrier.path,
    label: carrier.label,
    activation: carrier.activation,
    written: written[at]?.text ?? "",
    handed: carrier.text,
  }));
}

/** A string of its own as a tracked toast's body would hand it over. */
export function handedFor(text: string): string {
  const root = createElement("toast", { launch: removeIllegalCharacters(text) });
  const [body] = launchTargets({ prolog: "", root, epilog: "" }, true);
  return body?.handed ?? text;
}

interface Carrier {
  path: NodePath;
  label: string;
  activation: Activation;
  text: string;
}

function carriersOf(root: XmlElement): Carrier[] {
  if (root.name === "tile") return tileCarriers(root);
  if (root.name !== "toast") return [];
  const found = [carrier(root, [], ["Body", "launch"])];
  root.children.forEach((child, index) => {
    if (child.type !== "element") return;
    if (child.name === "header") found.push(carrier(child, [index], ["Header", "arguments"]));
    if (child.name !== "actions") return;
    child.children.forEach((action, at) => {
      if (action.type !== "element" || action.name !== "action") return;
      found.push(carrier(action, [index, at], [labelOf(action), "arguments"]));
    });
  });
  return found;
}

/** A tile opens its app; since 1607 each size can say which update was selected. Never tracked. */
function tileCarriers(root: XmlElement): Carrier[] {
  const found = [tileCarrier([], "Tile", "")];
  for (const [element, path] of walkElements({ prolog: "", root, epilog: "" })) {
    const text = attributeValue(element, "arguments");
    if (text === undefined) continue;
    if (element.name === "visual") found[0] = tileCarrier(path, "Tile", text);
    const size = attributeValue(element, "template") ?? "";
    if (element.name === "binding") found.push(tileCarrier(path, size, text));
  }
  return found;
}

const tileCarrier = (path: NodePath, label: string, text: string): Carrier => ({
  path,
  label,
  activation: "foreground",
  text,
});

function carrier(
  element: XmlElement,
  path: NodePath,
  [label, name]: readonly [string, string],
): Carrier {
  const type = attributeValue(element, "activationType") ?? "foreground";
  const activation = activations.find((known) => known === type) ?? "foreground";
  return { path, label, activation, text: attributeValue(element, name) ?? "" };
}

function labelOf(action: XmlElement): string {
  const words = attributeValue(action, "content") ?? "";
  const kind = attributeValue(action, "placement") === "contextMenu" ? "Menu entry" : "Button";
  const named =
    words || attributeValue(action, "hint-toolTip") || attributeValue(action, "arguments");
  return named ? `${kind} “${named}”` : kind;
}
