import {
  type ImportFormat,
  RecordSplitter,
  type TextRecord,
} from "@/server/customers/import/records";

/** A file in parts of whole records, so that no part is too big for one call and memory stays flat. */

export interface FilePart {
  records: TextRecord[];
  /** Of the file, after this part. */
  bytesRead: number;
}

const mostRecords = 1_000;
/** A request may have 1 MB; JSON writes some characters longer than they are. */
const mostCharacters = 300_000;

export async function* filePartsOf(
  stream: ReadableStream<Uint8Array>,
  format: ImportFormat,
): AsyncGenerator<FilePart> {
  const splitter = new RecordSplitter(format);
  const decoder = new TextDecoder("utf-8");
  const reader = stream.getReader();
  let bytesRead = 0;
  let waiting: TextRecord[] = [];
  let characters = 0;
  function* take(records: TextRecord[]): Generator<FilePart> {
    for (const record of records) {
      waiting.push(record);
      characters += record.text.length;
      if (waiting.length < mostRecords && characters < mostCharacters) continue;
      yield { records: waiting, bytesRead };
      waiting = [];
      characters = 0;
    }
  }
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytesRead += value.byteLength;
    yield* take(splitter.push(decoder.decode(value, { stream: true })));
  }
  yield* take([...splitter.push(decoder.decode()), ...splitter.end()]);
  if (waiting.length > 0) yield { records: waiting, bytesRead };
}

export function formatOf(fileName: string): ImportFormat {
  return /\.(ndjson|jsonl|json)$/i.test(fileName) ? "ndjson" : "csv";
}
