import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { explainFailure, lastComplaint } from "./embedded-errors";

const explain = (complaint: string) => explainFailure("/data/postgres", complaint, "/data/log");

const folder = mkdtempSync(join(tmpdir(), "herald-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

function complaintOf(log: string): string {
  const file = join(folder, "postgres.log");
  writeFileSync(file, log);
  return lastComplaint(file);
}

describe("the reason a database does not start", () => {
  test("a full disk is named as such", () => {
    const line = 'could not write to file "pg_wal/xlogtemp.1": No space left on device';
    expect(explain(line).message).toBe(
      "The disk that holds /data/postgres is full. Free at least 1 GB and start again.",
    );
  });

  test("an unknown reason says what to do and where the log is", () => {
    const { message } = explain("could not read control file.");
    expect(message).toContain("cannot be used (could not read control file).");
    expect(message).toContain("move it away to begin with an empty database");
    expect(message).toContain("/data/log");
  });

  test("is the last grave line of the log, without its time stamp", () => {
    const log = [
      "2026-11-22 15:07:24.607 UTC [7263] LOG:  starting PostgreSQL 18.4",
      '2026-11-22 15:07:24.608 UTC [7263] FATAL:  could not open file "global/pg_control"',
      "2026-11-22 15:07:24.609 UTC [7263] LOG:  database system is shut down",
    ].join("\n");
    expect(complaintOf(log)).toBe('could not open file "global/pg_control"');
  });

  test("is never a client that came too early", () => {
    const log = [
      "2026-11-22 15:07:24.608 UTC [7263] PANIC:  could not locate a valid checkpoint record",
      "2026-11-22 15:07:24.609 UTC [7270] FATAL:  the database system is starting up",
    ].join("\n");
    expect(complaintOf(log)).toBe("could not locate a valid checkpoint record");
  });
});
