import { expect, test } from "vitest";
import { readHead, readRecord } from "@/server/customers/import/lines";
import { lineSchema } from "@/server/customers/schema";
import { exampleCsv } from "./example";

test("the example names every column, and its line is imported as it stands", () => {
  const [head = "", text = ""] = exampleCsv().split("\r\n");
  const read = readHead(head);
  if ("problem" in read) throw new Error(read.problem);
  expect([...read.columns].sort()).toEqual(Object.keys(lineSchema.shape).sort());
  const result = readRecord({ line: 2, text, isTooLong: false }, "csv", read);
  expect(result).toMatchObject({ customer: { externalId: "customer-1", rating: 4 } });
});
