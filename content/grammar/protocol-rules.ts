import { attributeOf, attributeValue, type XmlElement } from "@/content/document";
import { isAbsoluteUri } from "@/content/placeholders";
import { placeOf, type Report } from "./report";

/** What protocol activation needs; toast, header and action share it. */
export function checkProtocol(
  element: XmlElement,
  uriAttribute: "launch" | "arguments",
  report: Report,
): void {
  const isProtocol = attributeValue(element, "activationType") === "protocol";
  const app = attributeOf(element, "protocolActivationTargetApplicationPfn");
  if (app && !isProtocol) {
    const message = `${app.name} needs activationType="protocol".`;
    report.add("error", "pfn.without-protocol", message, { at: app });
  }
  const target = attributeOf(element, uriAttribute);
  // A missing arguments is an error of its own already; a missing launch is not.
  if (!isProtocol || (!target && uriAttribute === "arguments")) return;
  if (isAbsoluteUri(target?.value ?? "")) return;
  const message = `With protocol, ${uriAttribute} must be an absolute address such as https://….`;
  report.add("warning", "protocol.uri", message, { at: placeOf(element, uriAttribute) });
}
