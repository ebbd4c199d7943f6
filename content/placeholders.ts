import {
  attributeOf,
  type NodePath,
  type SourceRange,
  walkElements,
  type XmlDocument,
} from "./document";

export interface Placeholder {
  /** With its braces, for example `{PACKAGE_FAMILY_NAME}`. */
  text: string;
  path: NodePath;
  attribute: "launch" | "arguments";
  /** Of the attribute's value, when the document came from the parser. */
  range?: SourceRange;
}

/** Words in braces. JSON, GUIDs and empty braces are arguments like any other and do not count. */
const pattern = /\{[A-Za-z_][\w ]*\}/g;

/** Placeholders left in launch and arguments (P-62). Texts are not looked at: there `{name}` is data binding. */
export function findPlaceholders(document: XmlDocument): Placeholder[] {
  const found: Placeholder[] = [];
  for (const [element, path] of walkElements(document)) {
    for (const name of ["launch", "arguments"] as const) {
      const attribute = attributeOf(element, name);
      for (const text of attribute?.value.match(pattern) ?? []) {
        found.push({ text, path, attribute: name, range: attribute?.valueRange });
      }
    }
  }
  return found;
}

/** An absolute URI as Protocol activation needs it (P-42): a scheme and something behind it. */
export function isAbsoluteUri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\S/.test(text);
}
