import { type Answer, json, type Received } from "@/emulators/exchange";
import type { Dictionary } from "./dictionary";

/** A server of one's own has any name; the emulated one has this. */
export const libreHost = "libretranslate.demo.test";

const targets = ["de", "fr", "es", "ja", "ar", "pt-BR", "pt", "zh-Hans", "nb"];
const languages = [
  { code: "en", name: "English", targets: ["en", ...targets] },
  ...targets.map((code) => ({ code, name: code, targets: ["en"] })),
];
const limits = { characters: 5_000, texts: 20 };

/** Keys decide: "wrong…" is refused, "busy…" is over the rate. None is fine, as on a server of one's own. */
export function answerLibreTranslate(request: Received, dictionary: Dictionary): Answer {
  if (request.method === "GET" && request.target === "/languages") return json(200, languages);
  if (request.method !== "POST" || request.target !== "/translate") {
    return json(404, { error: "Not found" });
  }
  const body = bodyOf(request.body);
  if (!body) return json(400, { error: "Invalid request: missing q, source or target parameter" });
  const { q, source, target, format, api_key: key = "" } = body;
  if (key.startsWith("wrong")) return json(403, { error: "Invalid API key" });
  if (key.startsWith("busy")) return json(429, { error: "Slowdown" }, ["Retry-After", "1"]);
  const texts = typeof q === "string" ? [q] : q;
  if (texts.length > limits.texts) {
    return json(400, {
      error: `Invalid request: request (${texts.length}) exceeds text limit (${limits.texts})`,
    });
  }
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (characters > limits.characters) {
    return json(400, {
      error: `Invalid request: request (${characters}) exceeds character limit (${limits.characters})`,
    });
  }
  const known = languages.find(({ code }) => code === source);
  if (!known) return json(400, { error: `${source} is not supported` });
  if (!known.targets.includes(target)) return json(400, { error: `${target} is not supported` });
  if (format !== "html") return json(400, { error: "Herald's emulator translates html only" });
  const translated = texts.map((text) =>
    dictionary.translate(text, target === "pt" ? "pt-PT" : target),
  );
  const unknown = translated.indexOf(undefined);
  if (unknown >= 0) {
    const text = (texts[unknown] ?? "").replace(/<[^>]*>/g, "").slice(0, 60);
    return json(400, {
      error: `Herald's emulator knows a few sentences only, and not “${text}” in ${target}`,
    });
  }
  return {
    ...json(200, { translatedText: typeof q === "string" ? translated[0] : translated }),
    accepted: true,
  };
}

interface Body {
  q: string | string[];
  source: string;
  target: string;
  format?: string;
  api_key?: string;
}

function bodyOf(text: string): Body | undefined {
  try {
    const body = JSON.parse(text);
    const isText =
      typeof body.q === "string" ||
      (Array.isArray(body.q) && body.q.every((one: unknown) => typeof one === "string"));
    return isText && typeof body.source === "string" && typeof body.target === "string"
      ? body
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
