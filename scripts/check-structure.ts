import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import {
  type Area,
  advice,
  browserSafeNames,
  forbiddenText,
  guardedPackages,
  mayImport,
  nounRank,
  sizes,
} from "./structure-rules";

/** Checks the house (CONTRIBUTING.md): who imports whom, names, sizes, cycles. Says where code should go. */

interface SourceFile {
  path: string;
  text: string;
  lines: number;
  imports: { target: string; typeOnly: boolean; isPackage: boolean }[];
}

const problems: string[] = [];
const hints: string[] = [];
const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path) || path.startsWith("e2e/");

function listSources(): string[] {
  const out = execFileSync(
    "git",
    ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx", "*.mjs"],
    {
      encoding: "utf8",
    },
  );
  return out
    .split("\n")
    .filter((path) => path !== "" && existsSync(path) && path !== "next-env.d.ts");
}

export function areaOf(path: string): Area {
  const [top = "", second = ""] = path.split("/");
  if (path === "db/enums.ts") return "enums";
  if (path.startsWith("db/seed/") && !isTest(path)) return "seed";
  if (top === "scripts" || top === "bench" || top === "e2e" || isTest(path)) return "tools";
  if (path.startsWith("db/testing")) return "tools";
  if (top === "server") return serverArea(path, second);
  const areas = ["app", "components", "content", "db", "sdk", "emulators"] as const;
  return areas.find((area) => area === top) ?? "root";
}

function serverArea(path: string, second: string): Area {
  if (second.endsWith(".ts")) return "server-core";
  const name =
    path
      .split("/")
      .pop()
      ?.replace(/\.tsx?$/, "") ?? "";
  if (browserSafeNames.includes(name)) return "browser-safe";
  // Every router starts from it: it belongs to what the nouns build on.
  if (path === "server/trpc/init.ts") return "server-core";
  if (second === "trpc" || second === "api" || second === "auth") return "server-gate";
  if (second === "delivery") return "server-delivery";
  if (second === "providers") return "server-providers";
  return "server-noun";
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

function readSource(path: string, known: Set<string>): SourceFile {
  const text = readFileSync(path, "utf8");
  const imports = [...text.matchAll(importPattern)].map((match) => {
    const specifier = match[2] ?? match[3] ?? "";
    const target = resolveImport(path, specifier, known);
    return {
      target: target ?? specifier,
      typeOnly: Boolean(match[1]),
      isPackage: target === undefined,
    };
  });
  return { path, text, lines: text.split("\n").length - 1, imports };
}

function resolveImport(from: string, specifier: string, known: Set<string>): string | undefined {
  const base = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? normalize(join(dirname(from), specifier))
      : undefined;
  if (base === undefined) return undefined;
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}.mjs`];
  return candidates.find((candidate) => known.has(candidate)) ?? base;
}

function checkImports(file: SourceFile): void {
  const from = areaOf(file.path);
  for (const { target, typeOnly, isPackage } of file.imports) {
    if (isPackage) {
      checkPackage(file.path, target);
      continue;
    }
    const to = areaOf(target);
    const routerType = typeOnly && target === "server/trpc/root.ts";
    if (!mayImport[from].includes(to) && !routerType && !/\.(css|json)$/.test(target)) {
      problems.push(
        `${file.path} imports ${target}: ${from} may not import ${to}. ${advice[from] ?? ""}`,
      );
    }
    checkRank(file.path, target);
  }
}

function checkPackage(path: string, name: string): void {
  for (const rule of guardedPackages) {
    if (rule.name.test(name) && !rule.only.test(path) && !isTest(path)) {
      problems.push(`${path} imports ${name}. ${rule.why}`);
    }
  }
}

function checkRank(from: string, to: string): void {
  if (!from.startsWith("server/") || !to.startsWith("server/") || isTest(from)) return;
  if (areaOf(to) === "browser-safe" || areaOf(to) === "server-core") return;
  const fromRank = nounRank[from.split("/")[1] ?? ""];
  const toRank = nounRank[to.split("/")[1] ?? ""];
  if (fromRank !== undefined && toRank !== undefined && toRank > fromRank) {
    problems.push(
      `${from} imports ${to}: the direction is delivery → notifications → groups → customers, never backwards.`,
    );
  }
}

function checkFile(file: SourceFile): void {
  const name = file.path.split("/").pop() ?? "";
  if (!/^(\[+\.*[a-zA-Z]+\]+|[a-z0-9]+(-[a-z0-9]+)*)(\.[a-z]+)*\.(ts|tsx|mjs)$/.test(name)) {
    problems.push(`${file.path}: file names are kebab-case.`);
  }
  const limit = isTest(file.path)
    ? sizes.test
    : /\/page\.tsx$/.test(file.path)
      ? sizes.page
      : sizes.module;
  if (file.lines > limit)
    problems.push(
      `${file.path} has ${file.lines} lines, at most ${limit}: split it by what it does.`,
    );
  else if (!isTest(file.path) && file.lines > sizes.splitHint)
    hints.push(`${file.path} has ${file.lines} lines: consider a split.`);
  for (const rule of forbiddenText) {
    if (rule.except?.test(file.path) || file.path.startsWith("scripts/structure-rules")) continue;
    if (rule.text.test(file.text)) problems.push(`${file.path} holds ${rule.text}: ${rule.why}`);
  }
}

function checkFolders(files: SourceFile[]): void {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    if (isTest(path) || path.startsWith("scripts/")) continue;
    counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  }
  for (const [folder, count] of counts) {
    if (count > sizes.folder)
      problems.push(
        `${folder}/ has ${count} files, at most ${sizes.folder}: group what belongs together.`,
      );
  }
  const banned = /(^|\/)(lib|utils|helpers|hooks|types|services|common)\//;
  for (const { path } of files) {
    if (banned.test(path))
      problems.push(`${path}: no drawers. A helper lives with the noun it helps.`);
  }
}

function checkCycles(files: SourceFile[]): void {
  const graph = new Map(
    files.map((file) => [
      file.path,
      file.imports.filter((i) => !i.typeOnly && !i.isPackage).map((i) => i.target),
    ]),
  );
  const state = new Map<string, "open" | "done">();
  const visit = (path: string, trail: string[]): void => {
    if (state.get(path) === "done" || !graph.has(path)) return;
    if (state.get(path) === "open") {
      problems.push(`Cycle: ${[...trail.slice(trail.indexOf(path)), path].join(" → ")}`);
      return;
    }
    state.set(path, "open");
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, "done");
  };
  for (const path of graph.keys()) visit(path, []);
}

const paths = listSources();
const known = new Set(paths);
const files = paths.map((path) => readSource(path, known));
for (const file of files) {
  checkImports(file);
  checkFile(file);
}
checkFolders(files);
checkCycles(files);
if (process.argv.includes("--hints")) for (const hint of hints) console.log(`hint: ${hint}`);
for (const problem of problems) console.error(problem);
console.log(`structure: ${files.length} files, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
