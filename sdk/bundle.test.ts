import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { type Bundles, bundleSdk, withEndings } from "@/scripts/build-sdk";

let bundles: Bundles;
beforeAll(async () => {
  bundles = await bundleSdk();
});

const budget = 4 * 1024;

test.each(["sdk", "worker"] as const)("the %s is below 4 kB compressed", (name) => {
  expect(gzipSync(bundles[name], { level: 9 }).length).toBeLessThanOrEqual(budget);
});

test.each([
  ["sdk", "public/herald-sdk.js"],
  ["worker", "public/herald-sw.js"],
] as const)("what Herald serves of the %s is built from its source (npm run sdk)", (name, file) => {
  expect(readFileSync(file, "utf8")).toBe(bundles[name]);
});

test("the worker is a classic script: importScripts takes it", () => {
  expect(bundles.worker).not.toMatch(/^\s*(import|export)\b/m);
});

test("types name the files beside them whole, as nodenext asks, and leave packages alone", () => {
  const written = `export { a } from "./client";\nimport("./web-push").B;\nexport * from "./c.js";\nimport x from "y";`;
  expect(withEndings(written)).toBe(
    `export { a } from "./client.js";\nimport("./web-push.js").B;\nexport * from "./c.js";\nimport x from "y";`,
  );
});
