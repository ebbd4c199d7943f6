import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { commandLine } from "@/db/embedded-processes";
import { StartError } from "./start-error";

type Listening = { port: number } | { code: string };

function tryListen(port: number, host?: string): Promise<Listening> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => done({ code: error.code ?? "unknown" }));
    server.listen(port, host, () => {
      const address = server.address();
      const taken = typeof address === "object" && address ? address.port : port;
      server.close(() => done({ port: taken }));
    });
  });
}

export async function freePort(): Promise<number> {
  const answer = await tryListen(0);
  if ("port" in answer) return answer.port;
  throw new StartError(`This machine gives no free port (${answer.code}).`);
}

function readOr<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    // Processes end while we look, and those of others are closed to us.
    if ((error as NodeJS.ErrnoException).code) return otherwise;
    throw error;
  }
}

function listeningInode(port: number): string | undefined {
  const listening = "0A";
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    const lines = readOr(() => readFileSync(table, "utf8"), "")
      .split("\n")
      .slice(1);
    const hit = lines
      .map((line) => line.trim().split(/\s+/))
      .find((fields) => fields[1]?.endsWith(wanted) && fields[3] === listening);
    if (hit) return hit[9];
  }
  return undefined;
}

/** The process that listens on a port, where the system lets us see it. */
export function processOnPort(port: number): number | undefined {
  const inode = listeningInode(port);
  if (!inode) return undefined;
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const owner = pids.find((pid) => {
    const sockets = readOr(() => readdirSync(`/proc/${pid}/fd`), []);
    return sockets.some(
      (fd) => readOr(() => readlinkSync(`/proc/${pid}/fd/${fd}`), "") === `socket:[${inode}]`,
    );
  });
  return owner === undefined ? undefined : Number(owner);
}

function busySentence(port: number, variable: string): string {
  const pid = processOnPort(port);
  const advice = `or choose another port: ${variable}=${port + 1} npm start`;
  if (pid === undefined) {
    return `Port ${port} is taken by another program. Stop that program, ${advice}`;
  }
  const command = commandLine(pid).slice(0, 80);
  return `Port ${port} is taken by process ${pid} (${command}). Stop it (kill ${pid}), ${advice}`;
}

/** Looks before anything slow is done; 0 asks for any free port. */
export async function requireFreePort(port: number, variable: string): Promise<number> {
  if (port === 0) return freePort();
  for (const host of [undefined, "127.0.0.1"]) {
    const answer = await tryListen(port, host);
    if ("port" in answer) continue;
    if (answer.code === "EACCES") {
      throw new StartError(
        `Port ${port} may only be used by root. Choose one above 1023: ${variable}=3000 npm start`,
      );
    }
    throw new StartError(busySentence(port, variable));
  }
  return port;
}
