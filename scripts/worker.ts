import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { env as given } from "node:process";
import { pathToFileURL } from "node:url";
import { runningEmbeddedUrl } from "@/db/embedded";
import { parseEnv } from "@/server/env";
import { loadSecrets } from "./secrets";
import { removePid, writePid } from "./supervisor/pid-files";

/** One more worker beside those of npm start, on this machine or, with DATABASE_URL and the secrets, on another. */
async function work(): Promise<void> {
  const values = parseEnv(given);
  const dataDir = resolve(values.HERALD_DATA);
  const databaseUrl = values.DATABASE_URL ?? runningEmbeddedUrl(dataDir);
  if (!databaseUrl) {
    throw new Error(
      `No database: Herald is not running with the data folder ${dataDir}. Run npm start first, or set DATABASE_URL.`,
    );
  }
  const name = given.HERALD_WORKER_NAME || `worker-${hostname()}-${process.pid}`;
  Object.assign(given, loadSecrets(dataDir, given), {
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    HERALD_WORKER_NAME: name,
    HERALD_DATA: dataDir,
  });
  writePid(dataDir, name, process.pid);
  process.once("exit", () => removePid(dataDir, name));
  process.stdout.write(`${name} takes jobs. Stop it with Ctrl-C.\n`);
  await import(
    pathToFileURL(join(import.meta.dirname, "..", "server", "delivery", "main.ts")).href
  );
}

work().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
