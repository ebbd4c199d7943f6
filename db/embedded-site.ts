import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { give, type Placement, place } from "./embedded-account";
import type { Binaries } from "./embedded-binaries";
import { EmbeddedError, explainFailure, lastComplaint, supportedMajor } from "./embedded-errors";

/** One embedded database: where it is, under which account it runs, and its password. */
export type Site = Placement & { dataDir: string; logFile: string; password: string };

export const databaseUser = "herald";

/** An empty folder is none: a volume that was just mounted is one. */
export function holdsFiles(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0;
}

function readPassword(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** Finds or makes the places and the password. */
export function prepareSite(dataDir: string): Site {
  const secrets = join(dataDir, "secrets");
  try {
    mkdirSync(join(dataDir, "run"), { recursive: true });
    mkdirSync(secrets, { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EmbeddedError(
      `Herald cannot write to its data folder ${dataDir} (${why}). Make it writable, or set HERALD_DATA to another folder.`,
    );
  }
  const passwordFile = join(secrets, "postgres-password");
  const known = readPassword(passwordFile);
  const placement = place(dataDir, known === undefined);
  if (known === undefined && holdsFiles(placement.folder)) {
    throw new EmbeddedError(
      `The database folder ${placement.folder} is there but its password ${passwordFile} is missing. Put the file back, or move the folder away to begin with an empty database.`,
    );
  }
  const password = known ?? randomBytes(24).toString("base64url");
  if (known === undefined) writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  return { ...placement, dataDir, password, logFile: join(dataDir, "postgres.log") };
}

export function requireUsableFolder({ folder }: Site): void {
  const versionFile = join(folder, "PG_VERSION");
  if (!existsSync(versionFile)) {
    throw new EmbeddedError(
      `The folder ${folder} is not a database folder (PG_VERSION is missing). Restore it from a backup, or move it away to begin with an empty database.`,
    );
  }
  const major = readFileSync(versionFile, "utf8").trim();
  if (major !== supportedMajor) {
    throw new EmbeddedError(
      `The database folder ${folder} was made by Postgres ${major}, and Herald brings Postgres ${supportedMajor}. Move the data with pg_dump of ${major} and restore it, or move the folder away to begin with an empty database.`,
    );
  }
}

export function createCluster(site: Site, binaries: Binaries, isThrowaway: boolean): void {
  // Made beside its place and renamed, so that an interrupted initdb is never taken for a database.
  const draft = `${site.folder}.new`;
  const passwordFile = `${draft}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  give(draft, site.account);
  writeFileSync(passwordFile, site.password, { mode: 0o600 });
  give(passwordFile, site.account);
  const done = spawnSync(
    binaries.initdb,
    [
      ...["-D", draft, "-U", databaseUser, "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
      ...["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ...["--locale=C", "--no-instructions"],
      ...(isThrowaway ? ["--no-sync"] : []),
    ],
    { ...site.account, cwd: "/", encoding: "utf8" },
  );
  rmSync(passwordFile, { force: true });
  if (done.status !== 0) {
    writeFileSync(site.logFile, `${done.stdout}\n${done.stderr}`);
    throw explainFailure(site.folder, lastComplaint(site.logFile), site.logFile);
  }
  rmSync(site.folder, { recursive: true, force: true });
  renameSync(draft, site.folder);
}
