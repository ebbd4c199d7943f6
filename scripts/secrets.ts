import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the processes of one Herald share; made once, kept in HERALD_DATA/secrets, readable by its owner only. */
export type Secrets = {
  NEXTAUTH_SECRET: string;
  HERALD_SCHEDULER_SECRET: string;
  HERALD_TRACKING_KEY: string;
  HERALD_SEALING_PUBLIC_KEY: string;
  HERALD_SEALING_PRIVATE_KEY: string;
};

const files: Record<keyof Secrets, string> = {
  NEXTAUTH_SECRET: "session-secret",
  HERALD_SCHEDULER_SECRET: "scheduler-secret",
  HERALD_TRACKING_KEY: "tracking-key",
  HERALD_SEALING_PUBLIC_KEY: "sealing-public-key",
  HERALD_SEALING_PRIVATE_KEY: "sealing-private-key",
};

function generate(): Secrets {
  const sealing = generateKeyPairSync("x25519", {
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  return {
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    HERALD_SCHEDULER_SECRET: randomBytes(32).toString("base64url"),
    HERALD_TRACKING_KEY: randomBytes(32).toString("hex"),
    HERALD_SEALING_PUBLIC_KEY: sealing.publicKey.toString("base64"),
    HERALD_SEALING_PRIVATE_KEY: sealing.privateKey.toString("base64"),
  };
}

/** One secret in its own file, written whole or not at all. */
export function replaceSecret(dataDir: string, name: string, value: string): void {
  const folder = join(dataDir, "secrets");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  writeFileSync(`${file}.new`, `${value}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The secret of that name, made at its first use. */
export function keepSecret(dataDir: string, name: string, make: () => string): string {
  const file = join(dataDir, "secrets", name);
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const value = make();
  replaceSecret(dataDir, name, value);
  return value;
}

/** The environment's values win, so that several machines can share one set. */
export function loadSecrets(dataDir: string, given: Partial<Record<string, string>> = {}): Secrets {
  const fresh = generate();
  // Both halves of the key pair come from one place, or sealed credentials could not be opened.
  if (Boolean(given.HERALD_SEALING_PUBLIC_KEY) !== Boolean(given.HERALD_SEALING_PRIVATE_KEY)) {
    throw new Error(
      "Set HERALD_SEALING_PUBLIC_KEY and HERALD_SEALING_PRIVATE_KEY together, or neither.",
    );
  }
  const names = Object.keys(files) as (keyof Secrets)[];
  const entries = names.map((name) => [
    name,
    given[name] || keepSecret(dataDir, files[name], () => fresh[name]),
  ]);
  return Object.fromEntries(entries) as Secrets;
}

/** Web can seal provider credentials but never open them: it answers the internet. */
export function secretsForWeb(secrets: Secrets): Partial<Secrets> {
  const { HERALD_SEALING_PRIVATE_KEY: _private, ...web } = secrets;
  return web;
}
