import {
  attributeOf,
  attributeValue,
  childElements,
  firstChild,
  type XmlElement,
} from "@/content/document";
import { checkActions } from "./action-rules";
import { checkGroups } from "./adaptive-rules";
import { checkProtocol, checkTargetApp } from "./protocol-rules";
import { placeOf, type Report } from "./report";
import { isTrue } from "./values";

/** What the grammar's tables cannot say of a toast: limits over several elements and conditions between them. */
export function checkToast(toast: XmlElement, report: Report): void {
  const visual = firstChild(toast, "visual");
  const bindings = visual ? childElements(visual, "binding") : [];
  checkActivation(toast, report);
  checkBindings(toast, bindings, report);
  for (const binding of bindings) checkBinding(toast, binding, report);
  checkAudio(toast, report);
  checkHeader(toast, report);
  checkActions(toast, report);
}

function checkActivation(toast: XmlElement, report: Report): void {
  checkTargetApp(toast, report);
  checkProtocol(toast, "launch", report);
  const scenario = attributeValue(toast, "scenario");
  if (scenario !== "alarm" && scenario !== "reminder") return;
  const actions = firstChild(toast, "actions");
  const hasButton =
    actions &&
    (childElements(actions, "action").length > 0 || attributeOf(actions, "hint-systemCommands"));
  if (hasButton) return;
  const message = `A toast with scenario="${scenario}" needs a button, else it is shown as a normal one.`;
  report.add("warning", "scenario.no-button", message, { at: placeOf(toast, "scenario") });
}

const isShoulderTap = (binding: XmlElement) =>
  attributeValue(binding, "experienceType") === "shoulderTap";

function checkBindings(toast: XmlElement, bindings: XmlElement[], report: Report): void {
  const [first, ...others] = bindings;
  for (const binding of others) {
    if (isShoulderTap(binding)) continue;
    const message = "A toast shows one binding; a second is for experienceType shoulderTap.";
    report.add("warning", "duplicate.template", message, { at: binding });
  }
  for (const binding of bindings.filter(isShoulderTap)) {
    const at = placeOf(binding, "experienceType");
    if (binding === first) {
      const message = "A shoulder tap needs a normal first binding to fall back on.";
      report.add("warning", "shoulder-tap.fallback", message, { at });
    }
    if (!attributeOf(toast, "hint-people")) {
      const message = "A shoulder tap needs hint-people on the toast.";
      report.add("warning", "shoulder-tap.people", message, { at });
    }
  }
}

const isAttribution = (text: XmlElement) => attributeValue(text, "placement") === "attribution";
const isLegacy = (binding: XmlElement) =>
  /^Toast(ImageAndText|Text)0\d$/.test(attributeValue(binding, "template") ?? "");

function checkBinding(toast: XmlElement, binding: XmlElement, report: Report): void {
  const texts = childElements(binding, "text").filter((text) => !isAttribution(text));
  const fourth = texts[3];
  if (fourth) {
    const message = "A toast shows at most 3 texts; put more into a group.";
    report.add("error", "limit.text", message, { at: fourth });
  }
  if (texts.length === 0 && !isShoulderTap(binding)) {
    report.add("warning", "text.none", "A toast without a text is hardly understood.", {
      at: binding,
    });
  }
  checkLines(texts, report);
  checkAttributions(binding, report);
  checkOrder(binding, report);
  checkImages(binding, report);
  checkGroups(binding, report);
  checkBound(binding, report);
  if (isLegacy(binding)) checkIds(binding, report);
  if (attributeValue(toast, "scenario") !== "incomingCall") {
    for (const text of texts) {
      const centre = attributeOf(text, "hint-callScenarioCenterAlign");
      const message = `${centre?.name} works with scenario="incomingCall" only.`;
      if (centre) report.add("warning", "text.call-only", message, { at: centre });
    }
  }
}

function checkAttributions(binding: XmlElement, report: Report): void {
  const second = childElements(binding, "text").filter(isAttribution)[1];
  if (!second) return;
  const message = "A toast shows one attribution; this one is not shown.";
  report.add("warning", "duplicate.attribution", message, { at: second });
}

/** Only an app on the device can bring data to a toast: what is pushed keeps its braces, and its bar stays empty. */
function checkBound(binding: XmlElement, report: Report): void {
  for (const bar of childElements(binding, "progress")) {
    const value = attributeOf(bar, "value");
    if (!value || !/^\{[^{}]+\}$/.test(value.value)) continue;
    const message = `No data comes with a pushed toast: ${value.value} leaves the bar empty until the app updates it.`;
    report.add("warning", "data.unbound", message, { at: value });
  }
}

/** Title two lines, second and third text four together. */
function checkLines(texts: XmlElement[], report: Report): void {
  const [title, second, third] = texts.map((text) => Number(attributeValue(text, "hint-maxLines")));
  const [titleText, secondText, thirdText] = texts;
  if (titleText && (title ?? 0) > 2) {
    const at = placeOf(titleText, "hint-maxLines");
    report.add("warning", "limit.title-lines", "The title has at most 2 lines.", { at });
  }
  const place = thirdText ?? secondText;
  if (place && (second || 0) + (third || 0) > 4) {
    const at = placeOf(place, "hint-maxLines");
    const message = "Second and third text have at most 4 lines together.";
    report.add("warning", "limit.body-lines", message, { at });
  }
}

function checkOrder(binding: XmlElement, report: Report): void {
  let blocked: string | undefined;
  for (const child of childElements(binding)) {
    if (child.name === "group" || child.name === "progress") blocked = child.name;
    else if (child.name === "text" && blocked && !isAttribution(child)) {
      const message = `A text behind a ${blocked} is moved or dropped; put it before.`;
      report.add("warning", "text.order", message, { at: child });
    }
  }
}

function checkImages(binding: XmlElement, report: Report): void {
  const images = childElements(binding, "image");
  for (const placement of ["hero", "appLogoOverride"]) {
    const second = images.filter((image) => attributeValue(image, "placement") === placement)[1];
    if (!second) continue;
    const message = `There may be one ${placement} image.`;
    report.add("error", `limit.${placement}`, message, { at: placeOf(second, "placement") });
  }
  for (const image of images) {
    const align = attributeOf(image, "hint-align") ?? attributeOf(image, "hint-removeMargin");
    const message = `${align?.name} works inside a group only.`;
    if (align) report.add("warning", "image.group-only", message, { at: align });
    const sheet = image.attributes.find((attribute) => attribute.name.startsWith("spritesheet-"));
    if (sheet && !isShoulderTap(binding)) {
      const needs = `${sheet.name} works in a shoulderTap binding only.`;
      report.add("warning", "image.shoulder-tap-only", needs, { at: sheet });
    }
  }
}

function checkIds(binding: XmlElement, report: Report): void {
  for (const child of childElements(binding)) {
    if (attributeOf(child, "id")) continue;
    const message = `In an older template ${child.name} needs an id.`;
    report.add("warning", "legacy.id", message, { at: child });
  }
}

function checkAudio(toast: XmlElement, report: Report): void {
  const audio = firstChild(toast, "audio");
  if (!audio || !isTrue(attributeValue(audio, "loop"))) return;
  if (attributeValue(toast, "duration") === "long") return;
  // These two stay and repeat their sound whatever the duration.
  if (["alarm", "incomingCall"].includes(attributeValue(toast, "scenario") ?? "")) return;
  const message = 'A looping sound needs duration="long" on the toast.';
  report.add("warning", "audio.loop", message, { at: placeOf(audio, "loop") });
}

function checkHeader(toast: XmlElement, report: Report): void {
  const header = firstChild(toast, "header");
  if (!header) return;
  checkProtocol(header, "arguments", report);
  for (const name of ["id", "title"]) {
    if (attributeValue(header, name)?.trim() !== "") continue;
    const message = `A header with a blank ${name} is not shown.`;
    report.add("warning", "header.blank", message, { at: placeOf(header, name) });
  }
}
