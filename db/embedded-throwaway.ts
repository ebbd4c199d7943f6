import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbedded } from "./embedded";
import { isPostgresOf, isRunning, readPostmasterFile, untilGone } from "./embedded-processes";

export type Throwaway = { url: string; close(): Promise<void> };

const prefix = "herald-throwaway-";

// A power cut may cost such a cluster everything, so it need not wait for the disk.
const settings: Record<string, string> = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "128MB",
  max_connections: "200",
};

/** Ends what a killed run left behind: its parent is dead, so nobody waits for it. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const dataDir = join(tmpdir(), name);
    const owner = join(dataDir, "owner.pid");
    if (!existsSync(owner) || isRunning(Number(readFileSync(owner, "utf8")))) continue;
    const folder = join(dataDir, "postgres");
    const left = readPostmasterFile(folder);
    if (left && isPostgresOf(left.pid, folder)) {
      process.kill(left.pid, "SIGQUIT");
      await untilGone(left.pid, 5_000);
    }
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A Postgres of its own for tests and benches, gone with close() or at the latest with the next run. */
export async function startThrowaway(extra: Record<string, string> = {}): Promise<Throwaway> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  // mkdtemp closes the folder, and as root Postgres runs under another account.
  chmodSync(dataDir, 0o755);
  writeFileSync(join(dataDir, "owner.pid"), `${process.pid}\n`);
  const server = await startEmbedded({ dataDir, settings: { ...settings, ...extra } });
  return {
    url: server.url,
    async close() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements over one connection of its own. */
export async function onServer<T>(
  serverUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
