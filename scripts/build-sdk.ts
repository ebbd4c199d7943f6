import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/**
 * `npm run sdk`: the package's files in sdk/dist, and the two that Herald itself serves in public/. The latter are
 * kept in the repository, so that a start needs no extra step; a test holds them against their source.
 */

const target = "es2022";
const banner = { js: "/* Herald SDK, MIT. Source: sdk/src */" };

export interface Bundles {
  /** ES module for pages. */
  sdk: string;
  /** Service worker, a classic script so that importScripts takes it too. */
  worker: string;
}

export async function bundleSdk(): Promise<Bundles> {
  const common = { bundle: true, minify: true, write: false, target, banner } as const;
  const [sdk, worker] = await Promise.all([
    build({ ...common, entryPoints: ["sdk/src/index.ts"], format: "esm" }),
    build({ ...common, entryPoints: ["sdk/src/worker/main.ts"], format: "iife" }),
  ]);
  return { sdk: sdk.outputFiles[0]?.text ?? "", worker: worker.outputFiles[0]?.text ?? "" };
}

async function main(): Promise<void> {
  const { sdk, worker } = await bundleSdk();
  rmSync("sdk/dist", { recursive: true, force: true });
  mkdirSync("sdk/dist", { recursive: true });
  mkdirSync("public", { recursive: true });
  writeFileSync("public/herald-sdk.js", sdk);
  writeFileSync("public/herald-sw.js", worker);
  cpSync("public/herald-sdk.js", "sdk/dist/index.js");
  cpSync("public/herald-sw.js", "sdk/dist/herald-sw.js");
  const { status } = spawnSync("npx", ["tsc", "-p", "sdk"], { stdio: "inherit" });
  process.exitCode = status ?? 1;
  for (const name of readdirSync("sdk/dist").filter((file) => file.endsWith(".d.ts"))) {
    writeFileSync(`sdk/dist/${name}`, withEndings(readFileSync(`sdk/dist/${name}`, "utf8")));
  }
}

/** Types of an ES module name their files whole, else `moduleResolution: nodenext` finds none of them. */
export function withEndings(declarations: string): string {
  return declarations.replace(/(from |import\()"(\.{1,2}\/[^"]+?)(?:\.js)?"/g, '$1"$2.js"');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
