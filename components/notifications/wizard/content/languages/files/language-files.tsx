"use client";

import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { ArrowDownloadRegular, ArrowUploadRegular } from "@fluentui/react-icons";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { useTRPC } from "@/components/trpc/query-provider";
import { useMessage } from "@/components/ui/use-message";
import { languageName } from "@/content/languages";
import { contentLanguages } from "@/content/notification-content";
import { writeCsv } from "@/content/translation/files/csv";
import { exportTexts, type ImportResult, importTexts } from "@/content/translation/files/rows";
import {
  maximumXliffLength,
  writeXliff,
  type XliffVersion,
} from "@/content/translation/files/xliff";
import { ImportReport } from "./import-report";
import { readTranslationFile } from "./read-file";

/** Texts out to a translator's own tools and back: CSV with all languages, XLIFF with the shown one. */
export function LanguageFiles({ form, language }: { form: ContentForm; language: string }) {
  const { draft } = useDraft();
  const { content } = form;
  const { defaultLanguage } = content;
  const languages = contentLanguages(content).slice(1);
  const name = draft.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "notification";
  const xliff = (version: XliffVersion) => {
    const header = { version, from: defaultLanguage, to: language };
    const xml = writeXliff(exportTexts(content, [language]), header);
    download(`${name}.${language}.xlf`, xml, "application/xliff+xml");
  };
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<ArrowDownloadRegular />}>Export texts</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem
              onClick={() =>
                download(`${name}.csv`, writeCsv(exportTexts(content, languages)), "text/csv")
              }
            >
              CSV, all languages
            </MenuItem>
            {language !== defaultLanguage &&
              (["1.2", "2.0"] as const).map((version) => (
                <MenuItem key={version} onClick={() => xliff(version)}>
                  XLIFF {version}, {languageName(language)}
                </MenuItem>
              ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <ImportButton form={form} />
    </>
  );
}

function ImportButton({ form }: { form: ContentForm }) {
  const input = useRef<HTMLInputElement>(null);
  const message = useMessage();
  const trpc = useTRPC();
  const keep = useMutation(trpc.translation.memory.update.mutationOptions());
  const [report, setReport] = useState<{ file: string; result: ImportResult }>();

  async function read(file: File | undefined) {
    if (!file) return;
    if (file.size > maximumXliffLength) {
      message(`${file.name} is too large: at most 1 MB.`, "error");
      return;
    }
    const reading = readTranslationFile(await file.text(), form.content.defaultLanguage);
    if (!reading.ok) {
      message(`${file.name} was not imported. ${reading.message}`, "error");
      return;
    }
    const result = importTexts(form.content, reading);
    form.setContent(result.content, undefined);
    for (const to of new Set(result.taken.map(({ language }) => language))) {
      const texts = result.taken
        .filter((text) => text.language === to)
        .map(({ source, text }) => ({ source, target: text }));
      keep.mutate({ from: form.content.defaultLanguage, to, texts: texts.slice(0, 300) });
    }
    setReport({ file: file.name, result });
  }

  return (
    <>
      <Button icon={<ArrowUploadRegular />} onClick={() => input.current?.click()}>
        Import texts
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File with translations"
        accept=".csv,.xlf,.xliff,text/csv,application/xliff+xml"
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <ImportReport report={report} onClose={() => setReport(undefined)} />
    </>
  );
}

function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
