import { describe, expect, it } from "vitest";
import { ariaSort, nextSort } from "./column";

describe("sorting by the head", () => {
  it("sorts ascending first and then turns round", () => {
    expect(nextSort("-sendTime", "name")).toBe("name");
    expect(nextSort("name", "name")).toBe("-name");
    expect(nextSort("-name", "name")).toBe("name");
  });

  it("says its direction to a screen reader", () => {
    expect(ariaSort("-name", "name")).toBe("descending");
    expect(ariaSort("name", "name")).toBe("ascending");
    expect(ariaSort("name", "status")).toBe("none");
  });
});
