"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  Textarea,
} from "@fluentui/react-components";
import { useState } from "react";
import { Modal } from "@/components/ui/modal/modal";

/** A record to try the flow with; it really sends. */
export function TestDialog(props: {
  isOpen: boolean;
  sample: Record<string, unknown>;
  isBusy: boolean;
  onClose(): void;
  onTest(sample: Record<string, never>): void;
}) {
  return (
    <Modal isOpen={props.isOpen} onClose={props.onClose}>
      <TestBody {...props} />
    </Modal>
  );
}

function TestBody(props: Parameters<typeof TestDialog>[0]) {
  const [text, setText] = useState(() => JSON.stringify(props.sample, null, 2));
  const record = recordOf(text);
  return (
    <DialogBody>
      <DialogTitle>Test this flow</DialogTitle>
      <DialogContent>
        <Field
          label="Sample record (JSON)"
          hint="The saved flow runs with it now, and sends if the condition holds."
          validationMessage={record ? undefined : "This is not a JSON object."}
        >
          <Textarea
            value={text}
            rows={10}
            spellCheck={false}
            onChange={(_, data) => setText(data.value)}
          />
        </Field>
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>Cancel</Button>
        <Button
          appearance="primary"
          disabled={!record || props.isBusy}
          onClick={() => record && props.onTest(record)}
        >
          Run the test
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

function recordOf(text: string): Record<string, never> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
    return isRecord ? (value as Record<string, never>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
