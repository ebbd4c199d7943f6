import { payloadByteLimit } from "@/content/bytes";
import { attributeValue, textOf, walkElements, type XmlDocument } from "@/content/document";
import { readToastFields } from "@/content/fields";
import { badgeProblem } from "@/content/grammar/badge-value";
import { languageName } from "@/content/languages";
import { contentLanguages, renderLanguage } from "@/content/notification-content";
import { parsePayload } from "@/content/parse";
import { findPlaceholders, isAbsoluteUri, type Placeholder } from "@/content/placeholders";
import type { Problem } from "@/content/problem";
import { canTrack, prepareTracked, prepareUntracked } from "@/content/tracking";
import { translationGaps } from "@/content/translation/gaps";
import { isError, validatePayload } from "@/content/validate";
import type { NotificationKind } from "@/db/enums";
import type { Content } from "./schema";

/** What must hold of the content before Send, in every language. Pure; runs in the browser too. */

export interface ContentFinding {
  code: string;
  field: string;
  message: string;
}

export function checkContent(content: Content, kind: NotificationKind): ContentFinding[] {
  const parsed = parsePayload(content.document);
  if (!parsed.ok) return parsed.problems.map(xmlFinding);
  const { document } = parsed;
  if (document.root.name !== kind) {
    return [
      {
        code: "content.kind",
        field: "content.document",
        message: `The content is a ${document.root.name}, but this notification is a ${kind}.`,
      },
    ];
  }
  const findings = kind === "toast" ? checkToast(content, document) : checkTile(content, document);
  return [
    ...schemaErrors(content.document),

    ...findings,
    ...checkBadge(content, kind),
    ...findPlaceholders(document).map(placeholderFinding),
    ...checkSize(content),
    ...translationGaps(content)
      .filter(({ isBlocking }) => isBlocking)
      .map(({ code, message }) => ({ code, field: "content.translations", message })),
  ];
}

/** What Windows would refuse, audio and actions of a tile included (H.10). Size: per language, below. */
function schemaErrors(xml: string): ContentFinding[] {
  return validatePayload(xml)
    .problems.filter((problem) => isError(problem) && problem.code !== "limit.bytes")
    .map(xmlFinding);
}

function xmlFinding({ code, line, column, message }: Problem): ContentFinding {
  const text = `Line ${line}, column ${column}: ${message}`;
  return { code, field: "content.document", message: text };
}

/** P-42, P-43, H.4 and the text without which a toast shows nothing. */
function checkToast(content: Content, document: XmlDocument): ContentFinding[] {
  const findings: ContentFinding[] = [];
  const { title, activationType, launch = "" } = readToastFields(document);
  if (title.trim() === "") {
    findings.push({ code: "content.title", field: "content.title", message: "Write a title." });
  }
  if (activationType === "protocol" && !isAbsoluteUri(launch)) {
    findings.push({
      code: "content.launch",
      field: "content.launch",
      message: "With Protocol, Launch is a URI with its scheme, for example https://contoso.com.",
    });
  }
  if (content.trackLaunches && !canTrack(document)) {
    findings.push({
      code: "content.tracking",
      field: "content.trackLaunches",
      message: "Launches can’t be tracked with Protocol: the app is not what opens. Clear the box.",
    });
  }
  return findings;
}

/** A toast has none; what Windows refuses is refused here. */
function checkBadge({ badge }: Content, kind: NotificationKind): ContentFinding[] {
  if (badge === undefined) return [];
  const message = kind === "tile" ? badgeProblem(badge) : "Only a tile has a badge. Remove it.";
  return message ? [{ code: "content.badge", field: "content.badge", message }] : [];
}

const toastOnlyAttributes = ["launch", "activationType", "duration", "scenario"];

/** H.10 */
function checkTile(content: Content, document: XmlDocument): ContentFinding[] {
  const findings: ContentFinding[] = [];
  const { root } = document;
  const foreign = toastOnlyAttributes.filter((name) => attributeValue(root, name) !== undefined);
  if (foreign.length > 0) {
    findings.push({
      code: "content.tile",
      field: "content.document",
      message: `A tile has no ${foreign.join(", ")}. Remove ${foreign.length > 1 ? "them" : "it"}.`,
    });
  }
  if (content.trackLaunches) {
    findings.push({
      code: "content.tracking",
      field: "content.trackLaunches",
      message: "Launches can’t be tracked for tiles. Clear the box.",
    });
  }
  if (!showsSomething(document)) {
    findings.push({
      code: "content.empty",
      field: "content.document",
      message: "The tile is empty. Write a text or choose an image.",
    });
  }
  return findings;
}

function showsSomething(document: XmlDocument): boolean {
  for (const [element] of walkElements(document)) {
    if (element.name === "text" && textOf(element).trim() !== "") return true;
    if (element.name === "image" && attributeValue(element, "src")) return true;
  }
  return false;
}

/** P-62, with the words of P-56 and P-58 for the placeholders of the templates. */
function placeholderFinding({ text, attribute }: Placeholder): ContentFinding {
  const known: Record<string, string> = {
    "{PACKAGE_FAMILY_NAME}":
      "Replace {PACKAGE_FAMILY_NAME} in Launch with the package family name of your app.",
    "{ProductId you want to promote here}":
      "Replace {ProductId you want to promote here} in Launch with the Store ID of the app you promote.",
    "{StoreId}":
      "Replace {StoreId} in Launch with the Store ID of your app, or enter it in the app’s settings.",
  };
  const where = attribute === "launch" ? "Launch" : "a button’s arguments";
  const message = attribute === "launch" ? known[text] : undefined;
  return {
    code: "content.placeholder",
    field: "content.launch",
    message: message ?? `Replace ${text} in ${where} before you send.`,
  };
}

/** H.8: every language, with the token a delivery carries. */
function checkSize(content: Content): ContentFinding[] {
  return payloadSizes(content)
    .filter(({ bytes }) => bytes > payloadByteLimit)
    .map(({ language, bytes }) => ({
      code: "content.size",
      field: "content.document",
      message: `${languageName(language)}: ${grouped(bytes)} of ${grouped(payloadByteLimit)} bytes. Shorten the text or remove ${grouped(bytes - payloadByteLimit)} bytes of arguments.`,
    }));
}

const grouped = (value: number) => value.toLocaleString("en-US");

/** UTF-8 bytes of each language's payload as it goes over the wire, the tracking token included. */
export function payloadSizes(content: Content): { language: string; bytes: number }[] {
  return contentLanguages(content).flatMap((language) => {
    const rendered = renderLanguage(content, language);
    if (!rendered.ok) return [];
    const prepare = content.trackLaunches ? prepareTracked : prepareUntracked;
    return [{ language, bytes: prepare(rendered.document).bytes }];
  });
}
