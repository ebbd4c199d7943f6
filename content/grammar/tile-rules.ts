import {
  attributeOf,
  attributeValue,
  childElements,
  firstChild,
  type XmlElement,
} from "@/content/document";
import { checkGroups, checkLines } from "./adaptive-rules";
import { placeOf, type Report } from "./report";

const maximumPhotos = 12;

/** What the grammar's tables cannot say of a tile. */
export function checkTile(tile: XmlElement, report: Report): void {
  const visual = firstChild(tile, "visual");
  const seen = new Set<string>();
  for (const binding of visual ? childElements(visual, "binding") : []) {
    const template = attributeValue(binding, "template") ?? "";
    if (seen.has(template)) {
      const message = `There is a second binding for ${template}; one of them is not shown.`;
      report.add("warning", "duplicate.template", message, { at: placeOf(binding, "template") });
    }
    seen.add(template);
    checkBinding(binding, template, report);
  }
}

function checkBinding(binding: XmlElement, template: string, report: Report): void {
  const images = childElements(binding, "image");
  const photo = images[maximumPhotos];
  if (attributeValue(binding, "hint-presentation") === "photos" && photo) {
    const message = `A photo tile has at most ${maximumPhotos} pictures.`;
    report.add("error", "limit.photos", message, { at: photo });
  }
  for (const placement of ["background", "peek"]) {
    const second = images.filter((image) => attributeValue(image, "placement") === placement)[1];
    const message = `A tile shows one ${placement} picture.`;
    const at = second && placeOf(second, "placement");
    if (at) report.add("warning", `duplicate.${placement}`, message, { at });
  }
  for (const { name } of binding.attributes) {
    if (!name.startsWith("hint-lockDetailedStatus") || template === "TileWide") continue;
    const message = `${name} works on TileWide only.`;
    report.add("warning", "tile.lock-status", message, { at: placeOf(binding, name) });
  }
  if (childElements(binding).length === 0) {
    report.add("warning", "text.none", "This size shows nothing.", { at: binding });
  }
  checkPresentation(binding, template, report);
  checkGroups(binding, report);
  checkLines(binding, report);
}

/** Where a special presentation exists; TileSmall knows contact and photos, TileLarge no contact. */
function checkPresentation(binding: XmlElement, template: string, report: Report): void {
  const hint = attributeOf(binding, "hint-presentation");
  const missing: Record<string, string> = { people: "TileSmall", contact: "TileLarge" };
  if (!hint || missing[hint.value] !== template) return;
  const message = `hint-presentation ${hint.value} does not exist for ${template}.`;
  report.add("warning", "tile.presentation", message, { at: hint });
}
