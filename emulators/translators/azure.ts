import { type Answer, headerOf, json, type Received } from "@/emulators/exchange";
import type { Dictionary } from "./dictionary";

const geographic = /^api(-nam|-eur|-apc)?\.cognitive\.microsofttranslator\.com$/;
const custom = /^[a-z0-9-]+\.cognitiveservices\.azure\.com$/;

export function isAzureHost(host: string): boolean {
  return geographic.test(host) || custom.test(host);
}

/** Azure's code → the dictionary's. What is not here is no language of Azure. */
const languages: Readonly<Record<string, string>> = {
  en: "en",
  de: "de",
  fr: "fr",
  es: "es",
  ja: "ja",
  ar: "ar",
  nl: "nl",
  it: "it",
  pl: "pl",
  nb: "nb",
  pt: "pt-BR",
  "pt-pt": "pt-PT",
  "zh-Hans": "zh-Hans",
  "zh-Hant": "zh-Hant",
  "sr-Latn": "sr-Latn",
  "sr-Cyrl": "sr-Cyrl",
};

const limits = { elements: 1_000, characters: 50_000 };

/**
 * Azure AI Translator v3 as its reference describes it: addresses, key and region, limits, error codes. Keys decide:
 * "wrong…" is refused, "quota…" has used up its free quota, "busy…" is over its rate, "regional…" wants a region.
 */
export function answerAzure(request: Received, dictionary: Dictionary): Answer {
  const url = new URL(request.target, `https://${request.host}`);
  const path = custom.test(request.host) ? "/translator/text/v3.0" : "";
  const trace = ["X-RequestId", `emulated-${request.seq}`];
  if (url.pathname === `${path}/languages` && request.method === "GET") {
    const codes = Object.keys(languages).map((code) => [code, { name: code }]);
    return json(200, { translation: Object.fromEntries(codes) }, trace);
  }
  if (url.pathname !== `${path}/translate` || request.method !== "POST") {
    return refuse(404, 404_000, "The requested resource is not found.", trace);
  }
  return refusalOf(request, trace) ?? translate(request, url, { dictionary, trace });
}

function refusalOf(request: Received, trace: string[]): Answer | undefined {
  const key = headerOf(request, "ocp-apim-subscription-key") ?? "";
  const region = headerOf(request, "ocp-apim-subscription-region");
  if (key === "" || key.startsWith("wrong") || (key.startsWith("regional") && !region)) {
    const message = "The request is not authorized because credentials are missing or invalid.";
    return refuse(401, 401_000, message, trace);
  }
  if (key.startsWith("quota")) {
    const message =
      "The operation isn't allowed because the subscription has exceeded its free quota.";
    return refuse(403, 403_001, message, trace);
  }
  if (key.startsWith("busy")) {
    const message =
      "The server rejected the request because the client has exceeded request limits.";
    return refuse(429, 429_001, message, [...trace, "Retry-After", "1"]);
  }
  const type = headerOf(request, "content-type") ?? "";
  if (!/^application\/json/i.test(type)) {
    return refuse(415, 415_000, "The Content-Type header is missing or invalid.", trace);
  }
  return undefined;
}

function translate(
  request: Received,
  url: URL,
  { dictionary, trace }: { dictionary: Dictionary; trace: string[] },
): Answer {
  const bad = (code: number, message: string) => refuse(400, code, message, trace);
  if (url.searchParams.get("api-version") !== "3.0") {
    return bad(400_021, "The API version parameter is missing or invalid.");
  }
  const to = url.searchParams.getAll("to");
  const from = url.searchParams.get("from") ?? "";
  if (to.length === 0 || to.some((code) => !Object.hasOwn(languages, code))) {
    return bad(400_036, "The target language is not valid.");
  }
  if (!Object.hasOwn(languages, from)) return bad(400_035, "The source language is not valid.");
  const texts = textsOf(request.body);
  if (!texts) return bad(400_074, "The body of the request is not valid JSON.");
  if (texts.length > limits.elements) {
    return bad(400_072, "The request body contains more elements than allowed.");
  }
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (texts.some((text) => text.length > limits.characters)) {
    return bad(400_050, "The input text is too long.");
  }
  if (characters * to.length > limits.characters) {
    return bad(400_077, "The maximum request size has been exceeded.");
  }
  if (url.searchParams.get("textType") !== "html") {
    return bad(400_000, "Herald's emulator translates textType=html only.");
  }
  const rows = texts.map((text) =>
    to.map((code) => ({ to: code, text: dictionary.translate(text, languages[code] ?? "") })),
  );
  const unknown = rows.findIndex((row) => row.some(({ text }) => text === undefined));
  if (unknown >= 0) {
    const text = (texts[unknown] ?? "").replace(/<[^>]*>/g, "").slice(0, 60);
    const message = `Herald's emulator of Azure knows a few sentences only, and not “${text}” in ${to.join(", ")}.`;
    return bad(400_000, message);
  }
  const metered = ["X-metered-usage", String(characters * to.length), "X-mt-system", "Emulator"];
  const body = rows.map((translations) => ({ translations }));
  return { ...json(200, body, [...trace, ...metered]), accepted: true };
}

function textsOf(body: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (!Array.isArray(value) || value.length === 0) return undefined;
    const texts = value.map((item) =>
      typeof item?.Text === "string" ? (item.Text as string) : undefined,
    );
    return texts.every((text) => text !== undefined) ? texts : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function refuse(status: number, code: number, message: string, headers: string[]): Answer {
  return json(status, { error: { code, message } }, headers);
}
