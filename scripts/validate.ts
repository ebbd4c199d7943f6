import { readFileSync } from "node:fs";
import { maximumTextLength } from "@/content/parse";
import { validatePayload } from "@/content/validate";

/**
 * npm run validate -- FILE…: one JSON line per payload file. Exit 1 if any file has an error or cannot be
 * read, 2 if no file was named.
 */

interface Line {
  file: string;
  kind: string | null;
  ok: boolean;
  errors: object[];
  warnings: object[];
}

function validateFile(file: string): Line {
  let xml: string;
  try {
    const bytes = readFileSync(file);
    xml = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unreadable(file, `The file cannot be read as UTF-8 text: ${reason}`);
  }
  const { kind = null, ok, problems } = validatePayload(xml);
  const shown = problems.map(
    ({ code, severity, message, line, column, endLine, endColumn, fix }) => ({
      severity,
      entry: { code, message, line, column, endLine, endColumn, fix: fix?.label },
    }),
  );
  const of = (wanted: string) =>
    shown.filter(({ severity }) => severity === wanted).map(({ entry }) => entry);
  return { file, kind, ok, errors: of("error"), warnings: of("warning") };
}

function unreadable(file: string, message: string): Line {
  const error = { code: "file.unreadable", message, line: 0, column: 0 };
  return { file, kind: null, ok: false, errors: [error], warnings: [] };
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("Name at least one payload file: npm run validate -- toast.xml");
  console.error(
    `A payload is toast, tile or badge XML of at most ${maximumTextLength} characters.`,
  );
  process.exit(2);
}
const lines = files.map(validateFile);
for (const line of lines) console.log(JSON.stringify(line));
process.exit(lines.every((line) => line.ok) ? 0 : 1);
