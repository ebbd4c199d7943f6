import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "@/scripts/supervisor/ports";
import { startNode, stopNode } from "./run";

export type Portal = { environment: Record<string, string>; stop(): Promise<void> };

const readyWithinMs = 300_000;
const stopWithinMs = 40_000;
const password = "herald-end-to-end";

/** The whole of Herald as npm start runs it, in demo mode, with its own database and free ports. */
export async function startPortal(environment: NodeJS.ProcessEnv): Promise<Portal> {
  const dataDir = mkdtempSync(join(tmpdir(), "herald-e2e-"));
  chmodSync(dataDir, 0o755);
  const port = await freePort();
  const emulatorPort = await freePort();
  const own = {
    PORT: String(port),
    EMULATOR_PORT: String(emulatorPort),
    HERALD_DATA: dataDir,
    HERALD_DEMO: "1",
    HERALD_DEMO_PASSWORD: password,
  };
  const child = startNode(
    ["--import", "tsx", "scripts/start.ts"],
    { ...environment, ...own },
    "pipe",
  );
  const stop = async () => {
    await stopNode(child, stopWithinMs);
    rmSync(dataDir, { recursive: true, force: true });
  };
  const isReady = await new Promise<boolean>((done) => {
    const limit = setTimeout(() => done(false), readyWithinMs);
    child.once("exit", () => done(false));
    if (!child.stdout) return done(false);
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.trim() !== "") process.stdout.write(`  ${line}\n`);
      if (!line.startsWith("Herald is ready")) return;
      clearTimeout(limit);
      done(true);
    });
  });
  if (!isReady) {
    await stop();
    throw new Error("Herald did not become ready for the end-to-end tests; see the lines above.");
  }
  return {
    environment: {
      HERALD_E2E_URL: `http://localhost:${port}`,
      HERALD_E2E_EMULATOR_URL: `http://localhost:${emulatorPort}`,
      HERALD_E2E_PASSWORD: password,
      HERALD_E2E_API_KEY: readFileSync(join(dataDir, "secrets", "demo-api-key"), "utf8").trim(),
    },
    stop,
  };
}
