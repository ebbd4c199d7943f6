"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  makeStyles,
  Textarea,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import { Modal } from "@/components/ui/modal/modal";
import { readPowerFx } from "@/server/connector/power-fx";
import { formOf, type PushForm } from "./form-state";

const useStyles = makeStyles({
  text: {
    "& textarea": {
      fontFamily: tokens.fontFamilyMonospace,
      fontSize: "12px",
      lineHeight: "18px",
      fontVariantLigatures: "none",
    },
  },
});

/** A Power Fx formula becomes the form, or says line, column and what to mend. */
export function PasteDialog(props: { onClose(): void; onForm(form: PushForm): void }) {
  const styles = useStyles();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  function use(): void {
    const read = readPowerFx(text);
    if (!read.ok) {
      setProblem(`Line ${read.line}, column ${read.column}: ${read.message}`);
      return;
    }
    props.onForm(formOf(read.push));
    props.onClose();
  }
  return (
    <Modal isOpen onClose={props.onClose}>
      <DialogBody>
        <DialogTitle>Paste a Power Fx call</DialogTitle>
        <DialogContent>
          <Field
            label="Formula"
            hint="As it stands in your app, for example in OnSuccess."
            validationMessage={problem || undefined}
          >
            <Textarea
              className={styles.text}
              resize="vertical"
              rows={10}
              value={text}
              onChange={(_, { value }) => {
                setText(value);
                setProblem("");
              }}
            />
          </Field>
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button appearance="primary" onClick={use}>
            Use formula
          </Button>
        </DialogActions>
      </DialogBody>
    </Modal>
  );
}
