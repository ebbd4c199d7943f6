"use client";

import { Button } from "@fluentui/react-components";
import { ArrowDownloadRegular, ArrowUploadRegular } from "@fluentui/react-icons";
import { useRef } from "react";
import { useMessage } from "@/components/ui/use-message";
import { maximumTextLength } from "@/content/parse";

/** The payload out to a file and in from one. */
export function XmlFiles(props: { xml: string; fileName: string; onImport?(xml: string): void }) {
  const input = useRef<HTMLInputElement>(null);
  const message = useMessage();
  const { onImport } = props;

  async function read(file: File | undefined) {
    if (!file || !onImport) return;
    // Four bytes a character at most: what is larger cannot be short enough.
    const text = file.size > maximumTextLength * 4 ? undefined : await file.text();
    if (text === undefined || text.length > maximumTextLength) {
      const most = maximumTextLength.toLocaleString("en-US");
      message(`${file.name} is too large. A payload has at most ${most} characters.`, "error");
      return;
    }
    onImport(text.replace(/^\uFEFF/, ""));
    message(`${file.name} imported. Undo brings the earlier version back.`);
  }

  return (
    <>
      {onImport && (
        <>
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowUploadRegular />}
            onClick={() => input.current?.click()}
          >
            Import XML
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".xml,application/xml,text/xml"
            onChange={(event) => {
              void read(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </>
      )}
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowDownloadRegular />}
        onClick={() => save(props.xml, props.fileName)}
      >
        Export XML
      </Button>
    </>
  );
}

function save(xml: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([xml], { type: "application/xml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
