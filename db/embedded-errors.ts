import { readFileSync } from "node:fs";

/** A reason the embedded Postgres cannot run, worded for the person at the terminal. */
export class EmbeddedError extends Error {
  override readonly name = "EmbeddedError";
}

export const supportedMajor = "18";

type Hint = { pattern: RegExp; sentence: (folder: string) => string };

const hints: readonly Hint[] = [
  {
    pattern: /No space left on device/i,
    sentence: (folder) =>
      `The disk that holds ${folder} is full. Free at least 1 GB and start again.`,
  },
  {
    pattern: /password authentication failed/i,
    sentence: (folder) =>
      `The database folder ${folder} has another password than the file secrets/postgres-password of the data folder. Put the right file back, or move both away to begin with an empty database.`,
  },
  {
    pattern: /database files are incompatible with server/i,
    sentence: (folder) =>
      `The database folder ${folder} was made by another kind of Postgres. Start with the version that made it, or move the folder away to begin with an empty database.`,
  },
  {
    pattern: /could not create shared memory segment|could not map anonymous shared memory/i,
    sentence: () =>
      "Postgres could not get its shared memory. Give this machine or container at least 512 MB more memory and start again.",
  },
  {
    pattern: /Execution of PostgreSQL by a user with administrative permissions/i,
    sentence: () =>
      "Postgres does not run with administrator rights on Windows. Start Herald from an ordinary terminal, or set DATABASE_URL.",
  },
];

const looksStartable = /database system is (shut down|ready|starting)|received .* shutdown request/;

/** The last lines of the server's log that say why it ended. */
export function lastComplaint(logFile: string): string {
  let text = "";
  try {
    text = readFileSync(logFile, "utf8");
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !looksStartable.test(line));
  const grave = lines.filter((line) => /\b(FATAL|PANIC|error):?\s/.test(line));
  const line = grave.at(-1) ?? lines.at(-1) ?? "it said nothing";
  return line.replace(/^.*?\b(FATAL|PANIC):\s+/, "").trim();
}

export function explainFailure(folder: string, complaint: string, logFile: string): EmbeddedError {
  const hint = hints.find(({ pattern }) => pattern.test(complaint));
  if (hint) return new EmbeddedError(hint.sentence(folder));
  return new EmbeddedError(
    `The database folder ${folder} cannot be used (${complaint.replace(/\.$/, "")}). Restore it from a backup, or move it away to begin with an empty database; the whole log is ${logFile}.`,
  );
}
