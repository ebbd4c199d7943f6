"use client";

import { Button, type ButtonProps } from "@fluentui/react-components";
import { useRef } from "react";
import { useMessage } from "@/components/ui/use-message";

const mostBytes = 10_000_000;

/** A button that reads a text file in the browser. */
export function FileButton(props: {
  icon: ButtonProps["icon"];
  accept: string;
  children: string;
  onText(text: string): void;
}) {
  const message = useMessage();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={props.icon} onClick={() => input.current?.click()}>
        {props.children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        aria-label={props.children}
        onChange={async (event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (!file) return;
          if (file.size > mostBytes) message("This file is larger than 10 MB.", "error");
          else props.onText(await file.text());
        }}
      />
    </>
  );
}

/** Gives the reader a text as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
