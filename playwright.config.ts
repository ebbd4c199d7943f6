import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";

const { CHROMIUM_PATH, HERALD_E2E_URL, HERALD_E2E_REPORT } = process.env;

/** CHROMIUM_PATH, else the browser Playwright installed, else the system's. */
function executablePath(): string | undefined {
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  return existsSync(chromium.executablePath()) ? undefined : "/usr/bin/chromium";
}

const looking = /(every-page|preview|preview-tiles)\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // One production server and one database are shared: what changes things goes one after the other, and beside
  // it what only looks. Two cores are all there may be.
  workers: 2,
  fullyParallel: false,
  projects: [
    { name: "journeys", testIgnore: looking, workers: 1 },
    { name: "looking", testMatch: looking, workers: 1 },
  ],
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: HERALD_E2E_REPORT
    ? [["list"], ["json", { outputFile: HERALD_E2E_REPORT }]]
    : [["list"]],
  use: {
    baseURL: HERALD_E2E_URL ?? "http://localhost:3000",
    browserName: "chromium",
    locale: "en-US",
    // What is on its way from one colour or place to another is no state to look at.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: executablePath(),
      // Chromium refuses its sandbox as root.
      chromiumSandbox: process.getuid?.() !== 0 && process.env.CI !== "true",
      args: [
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
