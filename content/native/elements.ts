import { attributeValue, childElements, firstChild, type XmlElement } from "@/content/document";

/**
 * What a click does. `app`: the app starts with these arguments, which carry the launch token when launches are
 * tracked (K-20, K-26). `link`: an https address opens; it cannot be counted (K-25).
 */
export type NativeTarget =
  | { readonly kind: "app"; readonly arguments: string }
  | { readonly kind: "link"; readonly url: string }
  /** Nothing opens: the notification is only closed. */
  | { readonly kind: "dismiss" };

/**
 * Launch arguments of a toast that only closes (SendPushNotification without openApp). Windows starts no window
 * for a background activation; elsewhere this word says the same.
 */
export const dismissOnly = "herald-dismiss";

export function actionElements(root: XmlElement): XmlElement[] {
  const actions = firstChild(root, "actions");
  return actions ? childElements(actions, "action") : [];
}

/** A reply needs its box, a context menu its menu: without them the button would do something else. */
export function isForWindowsOnly(action: XmlElement): boolean {
  return (
    attributeValue(action, "placement") === "contextMenu" ||
    attributeValue(action, "hint-inputId") !== undefined
  );
}

/** undefined: `system` buttons, and links that only Windows can open. */
export function targetOf(
  element: XmlElement,
  name: "launch" | "arguments",
): NativeTarget | undefined {
  const value = attributeValue(element, name) ?? "";
  const type = attributeValue(element, "activationType") ?? "foreground";
  if (type === "background" && value === dismissOnly) return { kind: "dismiss" };
  if (type === "foreground" || type === "background") return { kind: "app", arguments: value };
  const url = type === "protocol" ? httpsOf(value) : undefined;
  return url === undefined ? undefined : { kind: "link", url };
}

/** Only https leaves for other platforms: browsers and phones load nothing else, and no script ever. */
export function httpsOf(value: string | undefined): string | undefined {
  return value !== undefined && /^https:\/\/[^\s/?#]/i.test(value) && URL.canParse(value)
    ? value
    : undefined;
}

export function isOn(element: XmlElement | undefined, name: string): boolean {
  const value = element && attributeValue(element, name);
  return value === "true" || value === "1";
}
