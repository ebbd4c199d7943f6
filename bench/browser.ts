import { readFileSync } from "node:fs";
import { argv, env } from "node:process";
import { type Browser, chromium, type Page } from "@playwright/test";
import { ContentPage } from "@/e2e/pages/content";
import { demoMember, Portal } from "@/e2e/pages/portal";
import { WizardPage } from "@/e2e/pages/wizard";
import { findBrowser } from "@/scripts/testing/browser";
import { startPortal } from "@/scripts/testing/portal";

/**
 * How quickly a person sees what they did, in a real browser on the production build with the demo's data: typing in the
 * content step, opening Analyze over 12 months, going from 30 days to 365. Beside it, in the same run, the same
 * browser with pages that do nothing but the least: mirror a text, open the profile page.
 */

const rounds = Number(argv[2] ?? 10);
const keystrokes = 200;

function quantile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const ms = (times: number[]) =>
  `median ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`;

async function typing(page: Page): Promise<void> {
  await new Portal(page).signIn(demoMember("marketer"), "/notifications");
  await new WizardPage(page).start("Blank (Toast)");
  await page.goto(page.url().replace(/apps$/, "content"));
  const content = new ContentPage(page);
  await content.openXml();
  await content.replaceXml(readFileSync("content/fixtures/maximal-toast.xml", "utf8"));
  await content.openForm();
  await content.typeAndWatch("Text 1 (title)", 20);
  const times = await content.typeAndWatch("Text 1 (title)", keystrokes);
  const mirror = await mirrored(page);
  const ratio = quantile(times, 0.5) / quantile(mirror, 0.5);
  console.log(`keystroke to preview: ${ms(times)}`);
  console.log(`a page that only mirrors the text: ${ms(mirror)} | ratio ${ratio.toFixed(0)}`);
}

async function mirrored(page: Page): Promise<number[]> {
  await page.goto("about:blank");
  await page.setContent('<input aria-label="Text"><section aria-label="Preview"></section>');
  await page.evaluate(() => {
    const preview = document.querySelector("section");
    document.querySelector("input")?.addEventListener("input", (event) => {
      if (preview) preview.textContent = (event.target as HTMLInputElement).value;
    });
  });
  return new ContentPage(page).typeAndWatch("Text", keystrokes);
}

interface Opened {
  painted: number;
  ready: number;
  /** The end of the last task longer than 50 ms: from then on a click is answered at once. */
  interactive: number;
}

async function open(page: Page, path: string, ready: () => Promise<unknown>): Promise<Opened> {
  await page.goto(path);
  await ready();
  const readyAt = await page.evaluate(() => performance.now());
  await page.waitForTimeout(1_000);
  const { painted, interactive } = await page.evaluate(() => ({
    painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    interactive: Math.max(
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
      (globalThis as { lastLongTask?: number }).lastLongTask ?? 0,
    ),
  }));
  return { painted, ready: readyAt, interactive };
}

function noteLongTasks(): void {
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      (globalThis as { lastLongTask?: number }).lastLongTask = startTime + duration;
    }
  }).observe({ type: "longtask", buffered: true });
}

async function opening(page: Page): Promise<void> {
  await page.addInitScript(noteLongTasks);
  const portal = new Portal(page);
  await portal.signIn(demoMember("analyst"), "/settings/profile");
  const maps = page.getByRole("img", { name: /world map/ });
  const heading = page.getByRole("heading", { level: 1 });
  const pages = [
    ["the profile page", "/settings/profile", () => heading.waitFor()],
    ["Analyze, 12 months", "/notifications?tab=analyze&period=12m", () => maps.nth(1).waitFor()],
    ["the list", "/notifications", () => page.getByRole("table").first().waitFor()],
  ] as const;
  const found = pages.map((): Opened[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, [, path, ready]] of pages.entries()) {
      found[at]?.push(await open(page, path, ready));
    }
  }
  for (const [at, [name]] of pages.entries()) {
    const median = (key: keyof Opened) =>
      quantile(
        (found[at] ?? []).map((one) => one[key]),
        0.5,
      ).toFixed(0);
    console.log(
      `${name}: first paint ${median("painted")} ms, all drawn ${median("ready")} ms, interactive ${median("interactive")} ms`,
    );
  }
}

/** From the choice of a period, its numbers read before, to the chart of so many days. */
async function redrawing(page: Page): Promise<void> {
  const path = "/notifications?tab=analyze&period=12m";
  await new Portal(page).signIn(demoMember("analyst"), path);
  const graph = page.getByRole("slider", { name: /^What customers did with toasts/ });
  await graph.waitFor();
  const times: Record<string, number[]> = { "30D": [], "12M": [] };
  for (let round = 0; round < rounds + 1; round++) {
    for (const period of ["30D", "12M"]) {
      const before = await graph.getAttribute("aria-valuemax");
      const took = await page.evaluate(
        async ({ period, before }) => {
          const radio = [
            ...document.querySelectorAll<HTMLInputElement>('input[type="radio"]'),
          ].find((one) => one.labels?.[0]?.textContent === period);
          const start = performance.now();
          radio?.click();
          const chart = '[role="slider"][aria-label^="What customers did with toasts"]';
          for (;;) {
            const now = document.querySelector(chart)?.getAttribute("aria-valuemax") ?? before;
            if (now !== before) break;
            if (performance.now() - start > 10_000) throw new Error("The chart did not change.");
            await new Promise((resolve) => setTimeout(resolve));
          }
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          return performance.now() - start;
        },
        { period, before },
      );
      if (round > 0) times[period]?.push(took);
    }
  }
  const ratio = quantile(times["12M"] ?? [], 0.5) / quantile(times["30D"] ?? [], 0.5);
  console.log(`to 30 days: ${ms(times["30D"] ?? [])}`);
  console.log(`to 12 months: ${ms(times["12M"] ?? [])} | ratio ${ratio.toFixed(1)}`);
}

async function inPage(browser: Browser, url: string, work: (page: Page) => Promise<void>) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
  });
  await work(await context.newPage());
  await context.close();
}

const root = new URL("..", import.meta.url).pathname;
const portal = await startPortal(env);
let browser: Browser | undefined;
try {
  Object.assign(env, portal.environment);
  const url = portal.environment.HERALD_E2E_URL ?? "";
  const isRoot = process.getuid?.() === 0;
  browser = await chromium.launch({ executablePath: findBrowser(root), chromiumSandbox: !isRoot });
  await inPage(browser, url, typing);
  await inPage(browser, url, opening);
  await inPage(browser, url, redrawing);
} finally {
  await browser?.close();
  await portal.stop();
}
