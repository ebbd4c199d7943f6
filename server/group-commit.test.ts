import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { GroupCommit } from "./group-commit";

interface Item {
  name: string;
  key?: string;
  size?: number;
}

/** Writes batches when it is told to, and notes them. */
function gathering({ lanes = 1, mostAtOnce = 3 } = {}) {
  const batches: string[][] = [];
  const alone: string[] = [];
  const open: (() => void)[] = [];
  const group = new GroupCommit<Item, string>({
    lanes,
    mostAtOnce,
    keysOf: ({ key }) => (key === undefined ? [] : [key]),
    sizeOf: ({ size = 1 }) => size,
    async write(items, lane) {
      batches.push(items.map(({ name }) => name));
      await new Promise<void>((done) => open.push(done));
      if (items.some(({ name }) => name.startsWith("bad"))) throw new Error("The batch failed.");
      return items.map(({ name }) => `${name} in lane ${lane}`);
    },
    async writeAlone({ name }) {
      alone.push(name);
      if (name.startsWith("bad")) throw new Error(`${name} failed.`);
      return `${name} alone`;
    },
  });
  const finish = async () => {
    while (open.length === 0) await wait(0);
    open.shift()?.();
    await wait(0);
  };
  return { group, batches, alone, finish };
}

test("one that comes alone goes at once; those that come in the meantime go together, in turn", async () => {
  const { group, batches, finish } = gathering();
  const first = group.add({ name: "a" });
  await wait(5);
  expect(batches).toEqual([["a"]]);
  const rest = ["b", "c", "d", "e"].map((name) => group.add({ name }));
  await finish();
  expect(await first).toBe("a in lane 0");
  await finish();
  await finish();
  expect(await Promise.all(rest)).toHaveLength(4);
  expect(batches).toEqual([["a"], ["b", "c", "d"], ["e"]]);
});

test("a batch has no more rows than it may, and one item may be larger", async () => {
  const { group, batches, finish } = gathering();
  const all = [
    { name: "huge", size: 9 },
    { name: "two", size: 2 },
    { name: "one" },
    { name: "last" },
  ].map((item) => group.add(item));
  for (let batch = 0; batch < 3; batch += 1) await finish();
  await Promise.all(all);
  expect(batches).toEqual([["huge"], ["two", "one"], ["last"]]);
});

test("what shares a key is never in one batch nor in two at once, and keeps its order", async () => {
  const { group, batches, finish } = gathering({ lanes: 2, mostAtOnce: 10 });
  const all = [
    group.add({ name: "k1", key: "k" }),
    group.add({ name: "free" }),
    group.add({ name: "k2", key: "k" }),
    group.add({ name: "k3", key: "k" }),
  ];
  await wait(5);
  expect(batches).toEqual([["k1", "free"]]);
  await finish();
  expect(batches).toEqual([["k1", "free"], ["k2"]]);
  await finish();
  await finish();
  await Promise.all(all);
  expect(batches).toEqual([["k1", "free"], ["k2"], ["k3"]]);
});

test("one bad item harms only itself, and who waits for it goes on", async () => {
  const { group, alone, finish } = gathering();
  const good = group.add({ name: "good" });
  const bad = expect(group.add({ name: "bad", key: "k" })).rejects.toThrow("bad failed.");
  const after = group.add({ name: "after", key: "k" });
  await finish();
  await bad;
  expect(await good).toBe("good alone");
  await finish();
  expect(await after).toBe("after in lane 0");
  expect(alone).toEqual(["good", "bad"]);
});
