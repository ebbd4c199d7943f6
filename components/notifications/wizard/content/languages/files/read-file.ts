import { readCsv } from "@/content/translation/files/csv";
import type { FileReading } from "@/content/translation/files/rows";
import { readXliff } from "@/content/translation/files/xliff";

/** By what the file holds, not by how it is called. */
export function readTranslationFile(text: string, sourceLanguage: string): FileReading {
  const isXml = /^\uFEFF?\s*</.test(text);
  return isXml ? readXliff(text, sourceLanguage) : readCsv(text);
}
