import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import {
  accessibilityProblems,
  contrastProblems,
  demoMember,
  Portal,
  watchErrors,
} from "./pages/portal";

/**
 * Walks the portal by its own links, so that a new page is looked at without a word about it: axe in light and
 * dark, a title, one heading, nothing in the console, no sideways scroll on a phone.
 */

const portalFolder = join("app", "(portal)");

function routesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name === "page.tsx")
    .map((entry) => entry.parentPath.slice(portalFolder.length).replaceAll("\\", "/") || "/");
}

const routes = routesBelow(portalFolder);
const isDynamic = (route: string) => route.includes("[");

/** A draft that another test sends in the meantime leads elsewhere: then another one is looked at. */
const mostTries = 3;

/** One address of each kind is enough: the same page, the same tab. */
function kindOf(address: string): string {
  const url = new URL(address, "http://portal");
  const tab = url.searchParams.get("tab") ?? url.searchParams.get("view") ?? "";
  return `${url.pathname.replace(/\/(\d+|[a-z]+_[\w-]+)(?=\/|$)/g, "/#")} ${tab}`;
}

async function linksOf(page: Page): Promise<string[]> {
  const found = await page
    .locator('a[href^="/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return found.filter((href) => !/^\/(api|sign-in|sdk|herald-sample)/.test(href));
}

async function settle(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function problemsOf(page: Page, path: string): Promise<string[]> {
  const problems: string[] = [];
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  const answer = await page.goto(path);
  if (!answer?.ok()) return [`answers ${answer?.status()}`];
  await settle(page);
  if ((await page.title()) === "Herald") problems.push("has no title of its own");
  const headings = await page.locator("h1").count();
  if (headings !== 1) problems.push(`has ${headings} main headings`);
  problems.push(...(await accessibilityProblems(page)));
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  for (const problem of await contrastProblems(page)) problems.push(`dark, 390: ${problem}`);
  await page.setViewportSize({ width: 320, height: 844 });
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (tooWide > 0) problems.push(`scrolls sideways by ${tooWide} px at 320`);
  return problems;
}

test("every page is accessible, quiet, titled and fits a phone", async ({ page }) => {
  test.setTimeout(900_000);
  const errors = watchErrors(page);
  await new Portal(page).signIn(demoMember("owner"));
  const queue = routes.filter((route) => !isDynamic(route));
  const known = new Set(queue);
  const tries = new Map<string, number>();
  const visited: string[] = [];
  const found: string[] = [];
  const isWanted = (path: string) => {
    const kind = kindOf(path);
    return (tries.get(kind) ?? 0) < mostTries && !visited.some((url) => kindOf(url) === kind);
  };
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (!isWanted(path)) continue;
    tries.set(kindOf(path), (tries.get(kindOf(path)) ?? 0) + 1);
    const problems = await problemsOf(page, path);
    found.push(...problems.map((problem) => `${path} ${problem}`));
    visited.push(page.url());
    for (const href of await linksOf(page)) {
      if (known.has(href) || !isWanted(href)) continue;
      known.add(href);
      queue.push(href);
    }
  }
  expect.soft(found).toEqual([]);
  expect.soft(errors).toEqual([]);
  const missed = routes.filter((route) => {
    const pattern = new RegExp(`^${route.replace(/\[[^\]]+\]/g, "[^/]+")}$`);
    return isDynamic(route) && !visited.some((url) => pattern.test(new URL(url).pathname));
  });
  expect(missed, "pages no link leads to").toEqual([]);
});
