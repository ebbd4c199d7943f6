import { expect, test } from "vitest";
import { filePartsOf, formatOf } from "./file-parts";

function streamOf(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(from, from + size));
      from += size;
    },
  });
}

test("parts have at most 1,000 whole records, in order, and tell how far the file was read", async () => {
  const text = Array.from({ length: 2_345 }, (_, n) => `"ü${n}\nx",5`).join("\r\n");
  const parts = [];
  for await (const part of filePartsOf(streamOf(text, 1_013), "csv")) parts.push(part);
  expect(parts.map(({ records }) => records.length)).toEqual([1_000, 1_000, 345]);
  expect(parts.flatMap(({ records }) => records.map((record) => record.text))).toEqual(
    text.split("\r\n"),
  );
  expect(parts.at(-1)?.bytesRead).toBe(new TextEncoder().encode(text).length);
});

test("parts of long records stay below what a request may have", async () => {
  const text = Array.from({ length: 60 }, () => "x".repeat(15_000)).join("\n");
  for await (const { records } of filePartsOf(streamOf(text, 65_536), "ndjson")) {
    expect(JSON.stringify(records).length).toBeLessThan(900_000);
  }
});

test("the name tells the format", () => {
  expect(["a.csv", "a.ndjson", "a.JSONL", "a.txt"].map(formatOf)).toEqual([
    "csv",
    "ndjson",
    "ndjson",
    "csv",
  ]);
});
