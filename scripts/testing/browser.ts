import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { env as given } from "node:process";
import { chromium } from "@playwright/test";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

function installed(): string | undefined {
  const candidates = [given.CHROMIUM_PATH, chromium.executablePath(), ...systemBrowsers];
  return candidates.find((path) => path !== undefined && path !== "" && existsSync(path));
}

function run(command: string, ...parameters: string[]): boolean {
  const done = spawnSync(command, parameters, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...given, DEBIAN_FRONTEND: "noninteractive" },
    timeout: 300_000,
  });
  return done.status === 0;
}

function install(root: string): void {
  const isDebianRoot = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  process.stdout.write("No browser found; installing Chromium (about half a minute)…\n");
  if (isDebianRoot && run("apt-get", "update") && run("apt-get", "install", "-y", "chromium")) {
    return;
  }
  run(process.execPath, `${root}/node_modules/@playwright/test/cli.js`, "install", "chromium");
}

/** Finds a Chromium for the end-to-end tests, or brings one. */
export function findBrowser(root: string): string {
  if (!installed()) install(root);
  const browser = installed();
  if (browser) return browser;
  throw new Error(
    "No Chromium for the end-to-end tests: install Chromium or Chrome, or set CHROMIUM_PATH to one, and run npm test again.",
  );
}
