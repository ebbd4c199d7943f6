import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Autosave, type SaveResult, type SaveState } from "./autosave";

interface Draft {
  name: string;
  text: string;
}

const at = new Date(0);
const done: SaveResult = { kind: "done", at };
const refused: SaveResult = { kind: "refused", message: "Tom changed this." };

function started(...answers: SaveResult[]) {
  const saved: Partial<Draft>[] = [];
  const states: SaveState["kind"][] = [];
  const autosave = new Autosave<Draft>(
    async (changes) => {
      saved.push(changes);
      return answers.shift() ?? done;
    },
    (state) => states.push(state.kind),
  );
  return { autosave, saved, states };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a draft's autosave", () => {
  it("saves once, 800 ms after the last change, what changed in between", async () => {
    const { autosave, saved, states } = started();
    autosave.change({ name: "a" });
    await vi.advanceTimersByTimeAsync(799);
    autosave.change({ name: "ab", text: "c" });
    await vi.advanceTimersByTimeAsync(799);
    expect(saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(saved).toEqual([{ name: "ab", text: "c" }]);
    expect(states.at(-1)).toBe("saved");
  });

  it("keeps what could not be saved and tries it again after 5 seconds", async () => {
    const { autosave, saved, states } = started({ kind: "again" });
    autosave.change({ name: "a" });
    expect(await autosave.flush()).toBe(false);
    expect([states.at(-1), autosave.hasUnsaved]).toEqual(["retrying", true]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(saved).toEqual([{ name: "a" }, { name: "a" }]);
    expect([states.at(-1), autosave.hasUnsaved]).toEqual(["saved", false]);
  });

  it("saves what was typed while a save was on its way", async () => {
    const { autosave, saved } = started();
    autosave.change({ name: "a" });
    const all = autosave.flush();
    autosave.change({ text: "b" });
    expect(await all).toBe(true);
    expect(saved).toEqual([{ name: "a" }, { text: "b" }]);
  });

  it("forgets a refused change when somebody else's version is taken", async () => {
    const { autosave, saved, states } = started(refused);
    autosave.change({ text: "mine" });
    expect(await autosave.flush()).toBe(false);
    expect(states.at(-1)).toBe("refused");
    autosave.drop(at);
    expect([states.at(-1), autosave.hasUnsaved]).toEqual(["saved", false]);
    autosave.change({ name: "new" });
    await autosave.flush();
    expect(saved).toEqual([{ text: "mine" }, { name: "new" }]);
  });
});
