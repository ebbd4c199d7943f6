import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
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
  await page.setContent(
    `<!doctype html><style>${pinnedFont()}${base} #stage { --preview-font: Pinned, sans-serif; }${style}</style><div id="stage"></div>`,
  );
  await page.addScriptTag({ content: script });
  await page.evaluate(() => document.fonts.load("14px Pinned"));
}
