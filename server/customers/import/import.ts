import type { z } from "zod";
import { requireApp } from "@/server/apps/queries";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import type { importEndInput } from "../schema";
import { type Head, isLineError, type LineError, readHead, readRecord } from "./lines";
import { type ImportFormat, RecordSplitter, type TextRecord } from "./records";
import { type ImportRow, upsertCustomers } from "./upsert-sql";

export interface ImportReport {
  /** Records read, those written, those refused. */
  received: number;
  imported: number;
  failed: number;
  /** The first 1,000 of the refused. */
  errors: LineError[];
  /** Everything up to this line is written: a broken import goes on with the next one. */
  lastLine: number;
}

const batchSize = 1_000;
const mostErrors = 1_000;

interface Source {
  appId: number;
  format: ImportFormat;
  /** CSV: the head; from the first record where it is not given. */
  head?: string;
}

/** Whole records at once, as the portal's page hands them over; the first of a file is noted. */
export async function importRecords(
  ctx: Context,
  source: Source & { records: TextRecord[]; begins?: { fileName: string } },
): Promise<ImportReport> {
  await requireApp(ctx, source.appId);
  const { begins, format } = source;
  if (begins) {
    const details = { fileName: begins.fileName, format };
    await recordAudit(ctx, { action: "import.started", target: `app ${source.appId}`, details });
  }
  const importer = new Importer(ctx, source);
  await importer.add(source.records);
  return importer.finish();
}

/** What came of a file, when the page is done with it or is told to stop. */
export async function noteImport(
  ctx: Context,
  { appId, ...details }: z.infer<typeof importEndInput>,
): Promise<{ isNoted: true }> {
  await requireApp(ctx, appId);
  await recordAudit(ctx, { action: "import.finished", target: `app ${appId}`, details });
  return { isNoted: true };
}

/**
 * A stream of any length in batches of 1,000: memory stays flat, and what was written stays written. Lines before
 * fromLine were imported by an earlier call that broke.
 */
export async function importStream(
  ctx: Context,
  source: Source & { body: AsyncIterable<Uint8Array>; fromLine?: number },
): Promise<ImportReport> {
  await requireApp(ctx, source.appId);
  const importer = new Importer(ctx, source);
  const splitter = new RecordSplitter(source.format);
  const decoder = new TextDecoder("utf-8");
  let isComplete = false;
  try {
    for await (const chunk of source.body) {
      await importer.add(splitter.push(decoder.decode(chunk, { stream: true })));
    }
    await importer.add([...splitter.push(decoder.decode()), ...splitter.end()]);
    const report = await importer.finish();
    isComplete = true;
    return report;
  } finally {
    // Also of a stream that broke: what was written stays.
    const { received, imported, failed, lastLine } = importer.report;
    const details = { format: source.format, isComplete, received, imported, failed, lastLine };
    await recordAudit(ctx, {
      action: "import.finished",
      target: `app ${source.appId}`,
      details,
    });
  }
}

class Importer {
  readonly report: ImportReport = {
    received: 0,
    imported: 0,
    failed: 0,
    errors: [],
    lastLine: 0,
  };
  private head: Head | undefined;
  private batch: ImportRow[] = [];
  private readonly fromLine: number;

  constructor(
    private readonly ctx: Context,
    private readonly source: Source & { fromLine?: number },
  ) {
    this.fromLine = source.fromLine ?? 1;
    if (source.head !== undefined) this.head = headOf(source.head);
  }

  async add(records: TextRecord[]): Promise<void> {
    for (const record of records) {
      if (this.source.format === "csv" && !this.head) {
        this.head = headOf(record.text);
        continue;
      }
      if (record.line < this.fromLine) continue;
      this.read(record);
      if (this.batch.length >= batchSize) await this.write();
    }
  }

  private read(record: TextRecord): void {
    this.report.received += 1;
    const result = readRecord(record, this.source.format, this.head ?? noHead);
    this.report.lastLine = record.line;
    if (isLineError(result)) this.fail(result);
    else this.batch.push(result);
  }

  private fail(error: LineError): void {
    this.report.failed += 1;
    if (this.report.errors.length < mostErrors) this.report.errors.push(error);
  }

  private async write(): Promise<void> {
    const rows = this.batch;
    this.batch = [];
    if (rows.length === 0) return;
    const refused = await upsertCustomers(this.ctx, this.source.appId, rows);
    for (const error of refused) this.fail(error);
    this.report.imported += rows.length - refused.length;
  }

  async finish(): Promise<ImportReport> {
    await this.write();
    this.report.errors.sort((a, b) => a.line - b.line);
    return this.report;
  }
}

/** NDJSON has none. */
const noHead: Head = { columns: [], separator: "," };

function headOf(text: string): Head {
  const read = readHead(text);
  if ("problem" in read) throw new AppError("unprocessable", read.problem);
  return read;
}
