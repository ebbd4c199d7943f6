import { mkdirSync } from "node:fs";
import { chromium, type Page } from "@playwright/test";
import { parsePayload } from "@/content/parse";
import { serialize } from "@/content/serialize";
import { buildTemplate, type TemplateId, templates } from "@/content/templates";
import { listSlots, writeSlot } from "@/content/translation/slots";
import { openStage, servePictures } from "@/e2e/preview/stage";
import { findPhrase } from "@/server/translation/phrasebook/phrasebook";

/**
 * Every template in every look, for people to look at: `node --import tsx scripts/contact-sheet.ts FOLDER`. One
 * picture per template and language. Fonts are the machine's own: what it has no letters for shows as boxes.
 */

const folder = process.argv[2] ?? "test-results/contact-sheet";
const languages = ["en-US", "de", "ar", "ja"];
const looks = [
  { skin: "11", theme: "light" },
  { skin: "11", theme: "dark" },
  { skin: "11", theme: "contrast" },
  { skin: "10", theme: "dark" },
  { skin: "10", theme: "light" },
  { skin: "11", theme: "light", scale: 2 },
] as const;

const app = {
  name: "Contoso Runner",
  storeId: "9NBLGGH4RUNR",
  packageFamilyName: "Contoso.Runner_8wekyb3d8bbwe",
};
const drawn = { name: app.name, iconGlyph: "runner", iconColor: "#C43501" };

const blankWords: Record<string, readonly string[]> = {
  "en-US": [
    "Evening run at seven",
    "Three friends are in already. The route has 8 km and one hill.",
  ],
  de: [
    "Abendlauf um sieben",
    "Drei Freunde sind schon dabei. Die Strecke hat 8 km und einen Anstieg.",
  ],
  ar: ["جري المساء في السابعة", "ثلاثة من أصدقائك انضموا بالفعل. طول المسار 8 كم وفيه تل واحد."],
  ja: ["夜7時のランニング", "もう3人の友だちが参加しています。コースは8 kmで、坂が1つあります。"],
};

/** A template in a language, with the phrasebook's words where it has them. */
function xmlOf(id: TemplateId, language: string): string {
  const parsed = parsePayload(buildTemplate(id, app).xml);
  if (!parsed.ok) throw new Error(`${id} is not well-formed`);
  let { document } = parsed;
  for (const [at, slot] of listSlots(document).entries()) {
    const words =
      slot.text.trim() === ""
        ? blankWords[language]?.[at % 2]
        : findPhrase(slot.text, { from: "en-US", to: language }, [app.name]);
    if (words) document = writeSlot(document, slot, words);
  }
  return serialize(document).replace("<visual", `<visual lang="${language}"`);
}

async function draw(page: Page, id: TemplateId, language: string): Promise<void> {
  const { kind } = templates.find((template) => template.id === id) ?? { kind: "toast" };
  const xml = xmlOf(id, language);
  await page.evaluate(
    ({ cells, name }) => {
      const stage = document.getElementById("stage");
      if (!stage) return;
      stage.replaceChildren();
      stage.style.cssText +=
        "display:grid;grid-template-columns:repeat(3,auto);gap:16px;align-items:start;justify-content:start";
      for (const cell of cells) {
        const host = document.createElement("div");
        stage.append(host);
        const { preview } = globalThis as unknown as {
          preview: { draw(host: Element, name: string, props: object): void };
        };
        preview.draw(host, name, cell);
      }
    },
    {
      name: kind === "tile" ? "TilePreview" : "ToastPreview",
      cells:
        kind === "tile"
          ? (["small", "medium", "wide", "large"] as const).map((size) => ({
              ...{ xml, app: drawn, language, size, badge: "7" },
            }))
          : looks.flatMap((look) => [
              { ...look, xml, app: drawn, language, view: "banner" },
              { ...look, xml, app: drawn, language, view: "center", time: "09:00" },
            ]),
    },
  );
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage({ viewport: { width: 1240, height: 900 } });
mkdirSync(folder, { recursive: true });
await servePictures(page);
await openStage(page);
for (const language of languages) {
  for (const { id } of templates) {
    await draw(page, id, language);
    await page.screenshot({ path: `${folder}/${id}-${language}.png`, fullPage: true });
  }
}
await browser.close();
console.log(`${languages.length * templates.length} pictures in ${folder}`);
