import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { FaultAction } from "@/emulators/faults";
import { startEmulator } from "@/emulators/server";

export interface SeenRequest {
  url: string;
  host: string;
  headers: string[];
  body: string;
  status: number;
}

/** The emulator of a behaviour table, with its controls. */
export async function startTableEmulator() {
  const folder = mkdtempSync(join(tmpdir(), "herald-behaviour-"));
  const emulator = await startEmulator({
    port: 0,
    dataFolder: folder,
    log: "compact",
    keep: 1_000,
  });

  async function control(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`http://127.0.0.1:${emulator.port}/__emulator/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return response;
  }

  return {
    port: emulator.port,
    control,
    plan: (host: string, action: FaultAction) =>
      control("PUT", "faults", [{ match: { host }, action }]),
    /** A fault that never struck proves nothing. */
    async expectStruck(times = 1): Promise<void> {
      const [rule] = (await (await control("GET", "faults")).json()) as { struck: number }[];
      expect(rule?.struck, "the fault happened").toBe(times);
    },
    async seen(): Promise<SeenRequest[]> {
      const text = await (await control("GET", "requests")).text();
      return text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    },
    async reset(): Promise<void> {
      await control("DELETE", "faults");
      await control("DELETE", "requests");
    },
    async close(): Promise<void> {
      await emulator.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type TableEmulator = Awaited<ReturnType<typeof startTableEmulator>>;
