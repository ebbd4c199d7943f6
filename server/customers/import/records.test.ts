import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCells, type ImportFormat, RecordSplitter, type TextRecord } from "./records";

function split(format: ImportFormat, pieces: string[]): TextRecord[] {
  const splitter = new RecordSplitter(format);
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

test("a file cut anywhere gives the same records as the whole", () => {
  const file = '\uFEFFa,"b\r\n""c""",d\r\n\r\n1,2,3\nlast,"x,y",ü\r5,6,7';
  const whole = split("csv", [file]);
  expect(whole).toEqual([
    { line: 1, text: 'a,"b\r\n""c""",d', isTooLong: false },
    { line: 4, text: "1,2,3", isTooLong: false },
    { line: 5, text: 'last,"x,y",ü', isTooLong: false },
    { line: 6, text: "5,6,7", isTooLong: false },
  ]);
  fc.assert(
    fc.property(fc.array(fc.nat({ max: file.length }), { maxLength: 6 }), (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), file.length];
      const pieces = edges.slice(1).map((edge, n) => file.slice(edges[n], edge));
      expect(split("csv", pieces)).toEqual(whole);
    }),
  );
});

test("a quote that is never closed spoils what a record may hold, not the rest of the file", () => {
  const rest = Array.from({ length: 3_000 }, (_, n) => `p${n},5,DE`);
  const records = split("csv", [['"open,5,DE', ...rest].join("\n")]);
  expect(records[0]).toMatchObject({ line: 1, isTooLong: true });
  expect(records.at(-1)).toEqual({ line: 3_001, text: "p2999,5,DE", isTooLong: false });
  expect(records.length).toBeGreaterThan(1_000);
});

test("NDJSON knows no quoted line breaks: a lone quote spoils its own line only", () => {
  expect(split("ndjson", ['{"a":"\n{"b":1}\n']).map(({ line }) => line)).toEqual([1, 2]);
});

test("a line without an end keeps memory flat and is one refused record", () => {
  const long = Array.from({ length: 100 }, () => "x".repeat(1_000));
  expect(split("ndjson", [...long, "\n{}\n"])).toEqual([
    { line: 1, text: "", isTooLong: true },
    { line: 2, text: "{}", isTooLong: false },
  ]);
});

test("cells that are written are read back, whatever they hold", () => {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
      expect(csvCells(cells.map(quoted).join(","))).toEqual(cells);
    }),
  );
});

test.each(['a"b', '"a"b', '"a', 'a,"b"c'])("%s has a quote where none may stand", (text) => {
  expect(csvCells(text)).toBeUndefined();
});
