"use client";

import { Combobox, Option } from "@fluentui/react-components";

/** The name of a value: one that requests had, or one that is only to come. */
export function FieldChoice(props: {
  label: string;
  value: string;
  fields: readonly string[];
  disabled: boolean;
  onChange(value: string): void;
}) {
  return (
    <Combobox
      freeform
      style={{ minWidth: 0 }}
      input={{ style: { minWidth: 0, width: "100%" } }}
      aria-label={props.label}
      disabled={props.disabled}
      value={props.value}
      selectedOptions={props.fields.includes(props.value) ? [props.value] : []}
      placeholder="Value"
      onChange={(event) => props.onChange(event.target.value.trim())}
      onOptionSelect={(_, data) => props.onChange(data.optionValue ?? "")}
    >
      {props.fields.map((field) => (
        <Option key={field} value={field}>
          {field}
        </Option>
      ))}
    </Combobox>
  );
}
