"use client";

import { Field, type FieldProps, Input, type InputProps } from "@fluentui/react-components";

/** A labelled text with its problem under it. */
export function TextField(
  props: Omit<InputProps, "onChange" | "value"> & {
    label: string;
    hint?: FieldProps["hint"];
    problem?: string;
    value: string;
    onText: (text: string) => void;
  },
) {
  const { label, hint, problem, onText, ...input } = props;
  return (
    <Field
      label={label}
      hint={hint}
      validationMessage={problem}
      validationState={problem ? "error" : "none"}
    >
      <Input {...input} onChange={(_, data) => onText(data.value)} />
    </Field>
  );
}
