import type { TestDatabase } from "@/db/testing";
import { Engine, engineDefaults } from "@/server/delivery/engine";
import { createSender } from "@/server/providers/send";
import type { FarSide } from "./sendable";

/** An engine on the test's database whose sockets lead to the emulator. */
export function startEngine(
  { db, pool }: TestDatabase,
  { port }: FarSide,
  deadlineMs?: number,
): { engine: Engine; close(): Promise<void> } {
  const sender = createSender({ reroute: { host: "127.0.0.1", port }, deadlineMs });
  const engine = new Engine({
    ...engineDefaults,
    connection: { db, pool, close: async () => undefined },
    sender,
    owner: `test-${Math.random().toString(36).slice(2)}`,
    shard: 0,
  });
  return {
    engine,
    async close() {
      await engine.close();
      await sender.close();
    },
  };
}
