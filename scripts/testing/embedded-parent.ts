import { startEmbedded } from "@/db/embedded";

/** The parent of an embedded Postgres in tests of its life: to be killed, stopped or run as somebody else. */
const [dataDir = "", settings = "{}"] = process.argv.slice(2);
const { url, pid, port } = await startEmbedded({ dataDir, settings: JSON.parse(settings) });
process.stdout.write(`${JSON.stringify({ url, pid, port })}\n`);
setInterval(() => undefined, 60_000);
