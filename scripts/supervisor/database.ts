import { Client } from "pg";
import { EmbeddedError, startEmbedded } from "@/db/embedded";
import { isRunning } from "@/db/embedded-processes";
import { DatabaseAheadError, migrate } from "@/db/migrate";
import { StartError } from "./start-error";

export type RunningDatabase = { url: string; isEmbedded: boolean; stop(): Promise<void> };

const watchEveryMs = 500;
const reachWithinMs = 10_000;

function place(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || "5432"}${pathname}`;
}

async function openGiven(url: string): Promise<RunningDatabase> {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new StartError(
      "DATABASE_URL is not an address like postgres://user:password@host:5432/database. Correct it, or unset it to use the Postgres that Herald brings.",
    );
  }
  const client = new Client({ connectionString: url, connectionTimeoutMillis: reachWithinMs });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The database at ${place(url)} cannot be used (${why}). Check DATABASE_URL, or unset it to use the Postgres that Herald brings.`,
    );
  }
  return { url, isEmbedded: false, stop: async () => undefined };
}

/** Starts the embedded server and starts it again, on the same port, whenever it dies. */
async function openEmbedded(
  dataDir: string,
  say: (line: string) => void,
): Promise<RunningDatabase> {
  let server = await startEmbedded({ dataDir });
  if (server.adopted) say(`Took over the database that was still running (process ${server.pid}).`);
  let restarting: Promise<void> | undefined;
  const restart = async () => {
    say("The database ended; starting it again.");
    try {
      server = await startEmbedded({ dataDir, port: server.port });
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
    restarting = undefined;
  };
  const watch = setInterval(() => {
    if (!restarting && !isRunning(server.pid)) restarting = restart();
  }, watchEveryMs);
  return {
    url: server.url,
    isEmbedded: true,
    async stop() {
      clearInterval(watch);
      await restarting;
      await server.stop();
    },
  };
}

export async function openDatabase(
  given: string | undefined,
  dataDir: string,
  say: (line: string) => void,
): Promise<RunningDatabase> {
  try {
    return given ? await openGiven(given) : await openEmbedded(dataDir, say);
  } catch (error) {
    if (error instanceof EmbeddedError) throw new StartError(error.message, { cause: error });
    throw error;
  }
}

export async function migrateDatabase(url: string): Promise<void> {
  try {
    await migrate(url);
  } catch (error) {
    if (error instanceof DatabaseAheadError) throw new StartError(error.message, { cause: error });
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The database could not be brought to this version of Herald (${why}). Nothing was changed by the step that failed; restore a backup or report this with the message.`,
      { cause: error },
    );
  }
}
