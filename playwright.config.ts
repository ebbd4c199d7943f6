import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";

const { CHROMIUM_PATH, HERALD_E2E_URL, HERALD_E2E_REPORT } = process.env;

/** CHROMIUM_PATH, else the browser Playwright installed, else the system's. */
function executablePath(): string | undefined {
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  return existsSync(chromium.executablePath()) ? undefined : "/usr/bin/chromium";
}

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // One production server and one database are shared, and two cores are all there may be.
  workers: 1,
  fullyParallel: false,
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
    trace: "retain-on-failure",
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
