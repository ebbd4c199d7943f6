import { describe, expect, it } from "vitest";
import { readSettings } from "./env";

describe("settings", () => {
  it("have defaults", () => {
    expect(readSettings({})).toMatchObject({ port: 4000, log: "compact", keep: 50_000 });
  });

  it("are read", () => {
    const env = {
      EMULATOR_PORT: "4100",
      EMULATOR_DATA: "/d",
      EMULATOR_LOG: "full",
      EMULATOR_KEEP: "0",
    };
    expect(readSettings(env)).toEqual({ port: 4100, dataFolder: "/d", log: "full", keep: 0 });
  });

  it.each([
    { EMULATOR_PORT: "x" },
    { EMULATOR_PORT: "70000" },
    { EMULATOR_LOG: "loud" },
    { EMULATOR_KEEP: "-1" },
  ])("%j is refused", (env) => {
    expect(() => readSettings(env)).toThrow(/EMULATOR_/);
  });
});
