import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { test as base, type Page } from "@playwright/test";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

let bundle: Promise<{ script: string; style: string }> | undefined;

/** The real components and their style sheets in one script: no server, no route of the product. */
async function bundled() {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ["e2e/preview/browser.tsx"],
    bundle: true,
    write: false,
    outdir: "out",
    format: "iife",
    jsx: "automatic",
    loader: { ".module.css": "local-css" },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  });
  const text = (end: string) =>
    result.outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  return { script: text(".js"), style: text(".css") };
}

/** Widths of letters decide where lines break: the font comes with the page. */
function pinnedFont(): string {
  const file = createRequire(import.meta.url).resolve(
    "@fontsource-variable/open-sans/files/open-sans-latin-wght-normal.woff2",
  );
  const data = readFileSync(file).toString("base64");
  return `@font-face { font-family: Pinned; font-weight: 300 800; src: url(data:font/woff2;base64,${data}) format("woff2"); }`;
}

/** An empty page that can draw previews. */
export async function openStage(page: Page, ground = "#dfe5ee"): Promise<void> {
  bundle ??= bundled();
  const { script, style } = await bundle;
  const base = `body { margin: 0; padding: 20px; background: ${ground}; font: 13px Pinned; }`;
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.setContent(
    `<!doctype html><style>${pinnedFont()}${base} #stage { --preview-font: Pinned, sans-serif; }${style}</style><div id="stage"></div>`,
  );
  await page.addScriptTag({ content: script });
  await page.evaluate(() => document.fonts.load("14px Pinned"));
}

/** Pictures the payloads name, in their own sizes: http://pictures.test/200x100.svg. "missing" is not there. */
export async function servePictures(page: Page): Promise<void> {
  await page.route("http://pictures.test/**", (route) => {
    const [, width, height] = /(\d+)x(\d+)/.exec(route.request().url()) ?? [];
    if (!width || !height) return route.fulfill({ status: 404 });
    const body = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="teal"/></svg>`;
    return route.fulfill({ contentType: "image/svg+xml", body });
  });
}

export const app = { name: "Contoso Runner", iconGlyph: "runner", iconColor: "#0078D7" };

export interface DrawnBox {
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
  lines: number;
}

/** Draws a component of the preview and measures it. Boxes are relative to the toast's card or the tile. */
export class Drawn {
  constructor(readonly page: Page) {}

  async draw(component: string, props: object): Promise<void> {
    await this.page.evaluate(
      ([name, given]) => {
        const host = document.querySelector("#stage");
        const { preview } = globalThis as unknown as {
          preview: { draw: (host: Element | null, name: string, props: object) => void };
        };
        preview.draw(host, name, given);
      },
      [component, { app, ...props }] as const,
    );
    await this.settle();
  }

  toast(xml: string, props: object = {}): Promise<void> {
    return this.draw("ToastPreview", { xml, ...props });
  }

  tile(xml: string | undefined, props: object): Promise<void> {
    return this.draw("TilePreview", { xml, moves: false, ...props });
  }

  /** Pictures have come, layout effects have run. */
  async settle(): Promise<void> {
    await this.page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    await this.page.evaluate(
      () =>
        new Promise((done) => {
          requestAnimationFrame(() => requestAnimationFrame(done));
        }),
    );
  }

  boxes(selector: string): Promise<DrawnBox[]> {
    return this.page.evaluate((wanted) => {
      const origin = document
        .querySelector("#stage [data-part=card], #stage section")
        ?.getBoundingClientRect();
      const round = (value: number) => Math.round(value * 10) / 10;
      return [...document.querySelectorAll<HTMLElement>(`#stage ${wanted}`)].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const line = Number.parseFloat(getComputedStyle(element).lineHeight);
        return {
          x: round(x - (origin?.x ?? 0)),
          y: round(y - (origin?.y ?? 0)),
          width: round(width),
          height: round(height),
          text: element.textContent.trim(),
          lines: Math.round(height / line),
        };
      });
    }, selector);
  }

  async box(selector: string): Promise<DrawnBox> {
    const [first] = await this.boxes(selector);
    if (!first) throw new Error(`Nothing is drawn for ${selector}.`);
    return first;
  }

  style(selector: string, property: string): Promise<string> {
    return this.page
      .locator(`#stage ${selector}`)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  }

  cuts(): Promise<{ part: string; path: number[]; isWhole: boolean }[]> {
    return this.page.evaluate(() => {
      const { preview } = globalThis as unknown as {
        preview: { measureCuts: (root: Element | null) => never };
      };
      return preview.measureCuts(document.querySelector("#stage"));
    });
  }
}

interface Preview {
  clear(host: Element | null): void;
}

interface StageFixtures {
  drawn: Drawn;
}

/** The scripts of a page cost more than what a case draws: one page for all cases, emptied before each. */
export const test = base.extend<StageFixtures, { stage: Page }>({
  stage: [
    async ({ browser }, use) => {
      const page = await browser.newPage();
      await servePictures(page);
      await openStage(page);
      await use(page);
      await page.close();
    },
    { scope: "worker" },
  ],
  drawn: async ({ stage }, use, info) => {
    await stage.emulateMedia({ forcedColors: null, reducedMotion: null });
    await stage.mouse.move(0, 0);
    await stage.evaluate(() => {
      const { preview } = globalThis as unknown as { preview: Preview };
      preview.clear(document.querySelector("#stage"));
    });
    await use(new Drawn(stage));
    if (info.status === info.expectedStatus) return;
    await info.attach("stage", { body: await stage.screenshot(), contentType: "image/png" });
  },
});
