import { createHash } from "node:crypto";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { EmbeddedError } from "./embedded-errors";

/** Postgres refuses to run as root, so root lends it another account. */
export type Account = { uid: number; gid: number };

export type Placement = {
  /** Where Postgres keeps its files. */
  folder: string;
  /** A folder the account may enter, for what it must read. */
  base: string;
  account: Account | undefined;
};

const nobody = 65534;

function accountFromPasswd(): Account {
  const lines = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
  for (const name of ["postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return { uid: nobody, gid: nobody };
}

/** Whether the account may walk down to the folder. */
export function mayEnter(path: string, account: Account): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid, gid } = statSync(at);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (at === dirname(at)) return true;
  }
}

/** /var/tmp outlives a reboot, /tmp does not; the name follows from the folder so it is found again. */
export function outsideFolder(dataDir: string): string {
  const root = existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
  return join(root, `herald-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`);
}

function ownOutsideFolder(base: string): void {
  mkdirSync(base, { recursive: true, mode: 0o711 });
  const { uid } = lstatSync(base);
  if (uid !== process.getuid?.() || lstatSync(base).isSymbolicLink()) {
    throw new EmbeddedError(
      `${base} belongs to somebody else, so the database is not put there. Remove it, or set HERALD_DATA to a folder that every account may enter, and start again.`,
    );
  }
}

function accountOf(folder: string, fallback: Account): Account {
  if (!existsSync(folder)) return fallback;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? fallback : { uid, gid };
}

function placeForRoot(dataDir: string, isFirstStart: boolean): Placement {
  const inside = join(dataDir, "postgres");
  const fallback = accountFromPasswd();
  const account = accountOf(inside, fallback);
  if (mayEnter(dataDir, account)) return { folder: inside, base: dataDir, account };
  const base = outsideFolder(dataDir);
  ownOutsideFolder(base);
  const folder = join(base, "postgres");
  // A new clone at the same path must not find the database of the one that was deleted.
  if (isFirstStart && existsSync(folder)) renameSync(folder, `${folder}.old-${Date.now()}`);
  return { folder, base, account: accountOf(folder, fallback) };
}

function placeForUser(dataDir: string): Placement {
  const folder = join(dataDir, "postgres");
  const me = process.getuid?.();
  if (me !== undefined && existsSync(folder) && statSync(folder).uid !== me) {
    throw new EmbeddedError(
      `The database folder ${folder} belongs to user ${statSync(folder).uid}. Start Herald as that user or as root, or set HERALD_DATA to a folder of your own.`,
    );
  }
  return { folder, base: dataDir, account: undefined };
}

/** Decides under which account Postgres runs and where its files are. */
export function place(dataDir: string, isFirstStart: boolean): Placement {
  return process.getuid?.() === 0 ? placeForRoot(dataDir, isFirstStart) : placeForUser(dataDir);
}

export function give(path: string, account: Account | undefined): void {
  if (account) chownSync(path, account.uid, account.gid);
}
