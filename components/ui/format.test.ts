import { describe, expect, it } from "vitest";
import * as format from "./format";

describe("numbers (SCREENS 5)", () => {
  it("writes counts in full and axes in short", () => {
    expect(format.formatNumber(1_284_116)).toBe("1,284,116");
    expect(format.formatNumber(-5)).toBe("−5");
    expect(format.formatCompact(75_000)).toBe("75k");
  });

  it("gives rates one decimal, never 0% for a little and never 100% for nearly all", () => {
    expect(format.formatRate(0.964)).toBe("96.4%");
    expect(format.formatRate(0.0004)).toBe("< 0.1%");
    expect(format.formatRate(0.99999)).toBe("99.9%");
    expect(format.formatRate(0)).toBe("0%");
    expect(format.formatRate(1)).toBe("100%");
    expect(format.formatRate(null)).toBe("—");
  });

  it("says points for differences of rates", () => {
    expect(format.formatPoints(0.012)).toBe("+1.2 points");
    expect(format.formatPoints(-0.012)).toBe("−1.2 points");
  });

  it("names estimates, counts, bytes and what counts down", () => {
    expect(format.formatEstimate(1_184_000)).toBe("≈ 1,184,000");
    expect(format.formatCount(1, "device")).toBe("1 device");
    expect(format.formatCount(2, "device")).toBe("2 devices");
    expect(format.formatBytes(5_112)).toBe("5,112 bytes");
    expect(format.formatDuration(42_000)).toBe("42 s");
    expect(format.formatDuration(27 * 60_000)).toBe("27 min");
    expect(format.formatDuration((7 * 24 + 5) * 3_600_000)).toBe("7 d 5 h");
  });
});

describe("dates (SCREENS 5)", () => {
  const at = "2026-11-19T14:31:41Z";

  it("names the zone after the time", () => {
    expect(format.formatInstant(at)).toBe("19 Nov 2026, 14:31 UTC");
    expect(format.formatInstant(at, "Europe/Berlin")).toBe("19 Nov 2026, 15:31 Berlin");
    expect(format.formatInstant(at, "UTC", true)).toBe("19 Nov 2026, 14:31:41 UTC");
  });

  it("writes weekdays where one is chosen and three letters for every month", () => {
    expect(format.formatDay("2026-11-27T00:00:00Z")).toBe("Fri, 27 Nov 2026");
    expect(format.formatDate("2026-09-01T00:00:00Z")).toBe("1 Sep 2026");
  });

  it("writes midnight as 00:00", () => {
    expect(format.formatClock("2026-11-27T00:00:00Z")).toBe("00:00");
  });
});
