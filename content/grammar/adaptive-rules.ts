import { attributeOf, attributeValue, childElements, type XmlElement } from "@/content/document";
import { placeOf, type Report } from "./report";
import { isTrue } from "./values";

/** What the grammar's tables cannot say of texts and columns that flow, in toasts and on tiles. */
export function checkGroups(binding: XmlElement, report: Report): void {
  for (const group of childElements(binding, "group")) {
    const columns = childElements(group, "subgroup");
    const third = columns.filter((column) => !attributeOf(column, "hint-weight"))[2];
    if (third) {
      const message =
        "From the third column without hint-weight on, columns are one hundredth wide; give all of them a weight.";
      report.add("warning", "group.weights", message, { at: third });
    }
    for (const column of columns) checkLines(column, report);
  }
}

/** Lines can only be limited where there may be more than one. */
export function checkLines(parent: XmlElement, report: Report): void {
  for (const text of childElements(parent, "text")) {
    const most = attributeValue(text, "hint-maxLines");
    if (!(Number(most) > 1) || isTrue(attributeValue(text, "hint-wrap"))) continue;
    const message = 'hint-maxLines needs hint-wrap="true"; without it the text has one line.';
    report.add("warning", "text.no-wrap", message, { at: placeOf(text, "hint-maxLines") });
  }
}
