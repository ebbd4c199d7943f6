import { attributeOf, attributeValue, type XmlElement } from "@/content/document";
import { isAbsoluteUri } from "@/content/placeholders";
import { placeOf, type Report } from "./report";

const isProtocol = (element: XmlElement) =>
  attributeValue(element, "activationType") === "protocol";

/** Toasts and actions may name the app that a protocol opens; elsewhere Windows does not know the attribute. */
export function checkTargetApp(element: XmlElement, report: Report): void {
  const app = attributeOf(element, "protocolActivationTargetApplicationPfn");
  if (!app || isProtocol(element)) return;
  const message = `${app.name} needs activationType="protocol".`;
  report.add("error", "pfn.without-protocol", message, { at: app });
}

/** The address that protocol activation opens; toast, header and action share it. */
export function checkProtocol(
  element: XmlElement,
  uriAttribute: "launch" | "arguments",
  report: Report,
): void {
  const target = attributeOf(element, uriAttribute);
  // A missing arguments is an error of its own already; a missing launch is not.
  if (!isProtocol(element) || (!target && uriAttribute === "arguments")) return;
  if (isAbsoluteUri(target?.value ?? "")) return;
  const message = `With protocol, ${uriAttribute} must be an absolute address such as https://….`;
  report.add("warning", "protocol.uri", message, { at: placeOf(element, uriAttribute) });
}
