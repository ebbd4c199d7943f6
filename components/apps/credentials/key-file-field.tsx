"use client";

import { Button, Field, makeStyles, Textarea } from "@fluentui/react-components";
import { useRef } from "react";

const useStyles = makeStyles({
  box: { display: "flex", flexDirection: "column", gap: "8px", alignItems: "flex-start" },
  text: { width: "100%", "& textarea": { fontFamily: "monospace", fontSize: "12px" } },
});

const largestBytes = 100_000;

/** A key as a file or as text: the file is only read into the box, it goes nowhere before Store. */
export function KeyFileField(props: {
  label: string;
  hint: string;
  accept: string;
  value: string;
  problem: string | undefined;
  onChange(value: string): void;
}) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  async function read(file: File | undefined) {
    if (file) props.onChange((await file.slice(0, largestBytes).text()).trim());
  }
  return (
    <div className={styles.box}>
      <Field
        label={props.label}
        hint={props.hint}
        required
        validationMessage={props.problem}
        className={styles.text}
      >
        <Textarea
          value={props.value}
          rows={5}
          resize="vertical"
          autoComplete="off"
          spellCheck={false}
          onChange={(_, data) => props.onChange(data.value)}
        />
      </Field>
      <Button size="small" onClick={() => input.current?.click()}>
        Choose file
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        aria-label={`${props.label}, file`}
        onChange={(event) => void read(event.target.files?.[0])}
      />
    </div>
  );
}
