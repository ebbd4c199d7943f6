import { expect, test } from "vitest";
import { z } from "zod";
import { randomUuid } from "./random-uuid";

test("a key of the console is a UUID as the server takes it, and another each time", () => {
  const some = Array.from({ length: 100 }, randomUuid);
  for (const one of some) expect(z.uuidv4().safeParse(one).success).toBe(true);
  expect(new Set(some).size).toBe(100);
});
