import { expect, test } from "vitest";
import { createReports, type Interaction } from "./reports";
import { memoryStorage } from "./storage";

const at = "2026-11-22T12:00:00.000Z";
const launch = (n: number) => ({ launch: { token: `t${n}`, activationType: "foreground", at } });
const interaction = (n: number) => {
  const one: Interaction = { token: `t${n}`, action: "shown", surface: "toast", at };
  return { interaction: one };
};

function queue() {
  const posted: { path: string; body: unknown }[] = [];
  const network = { isUp: true };
  const storage = memoryStorage();
  const reports = createReports(storage, async (path, body) => {
    if (network.isUp) posted.push({ path, body });
    return network.isUp;
  });
  return { posted, network, storage, reports };
}

test("reports wait for the network and go out oldest first, each once (K-28)", async () => {
  const { posted, network, reports } = queue();
  network.isUp = false;
  await reports.add([launch(1)]);
  await reports.add([launch(2)]);
  expect(posted).toEqual([]);
  network.isUp = true;
  await reports.flush();
  await reports.flush();
  expect(posted.map(({ body }) => body)).toEqual([launch(1).launch, launch(2).launch]);
});

test("interactions go out together, at most 100 at once", async () => {
  const { posted, network, reports } = queue();
  network.isUp = false;
  await reports.add(Array.from({ length: 150 }, (_, n) => interaction(n)));
  await reports.add([launch(1)]);
  network.isUp = true;
  await reports.flush();
  const sizes = posted.map(({ path, body }) => [
    path,
    (body as { interactions?: unknown[] }).interactions?.length,
  ]);
  expect(sizes).toEqual([
    ["/interactions", 100],
    ["/interactions", 50],
    ["/launches", undefined],
  ]);
});

test("a queue that nobody empties stays bounded, the newest remain", async () => {
  const { storage, network, reports } = queue();
  network.isUp = false;
  for (let n = 0; n < 30; n++) {
    await reports.add(Array.from({ length: 10 }, (_, at) => interaction(n * 10 + at)));
  }
  const kept = JSON.parse((await storage.get("reports")) ?? "[]");
  expect(kept).toHaveLength(200);
  expect(kept.at(-1)).toEqual(interaction(299));
});

test("what is added while the first is on its way is not lost", async () => {
  const { posted, reports } = queue();
  await Promise.all([reports.add([launch(1)]), reports.add([launch(2)]), reports.add([launch(3)])]);
  await reports.flush();
  expect(new Set(posted.map(({ body }) => (body as { token: string }).token))).toEqual(
    new Set(["t1", "t2", "t3"]),
  );
});
