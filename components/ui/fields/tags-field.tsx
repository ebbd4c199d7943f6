"use client";

import {
  makeStyles,
  type PositioningProps,
  Tag,
  TagPicker,
  TagPickerControl,
  TagPickerGroup,
  TagPickerInput,
  TagPickerList,
  TagPickerOption,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";

const useStyles = makeStyles({
  fill: { minWidth: 0, width: "100%" },
  input: { minWidth: "80px" },
  list: { maxHeight: "320px" },
  option: { display: "flex", justifyContent: "space-between", gap: "12px", flexGrow: 1 },
  note: { color: tokens.colorNeutralForeground3, fontSize: "12px", whiteSpace: "nowrap" },
});

export interface TagOption {
  value: string;
  text: string;
  /** Beside the text, for example how many there are. */
  note?: string;
}

/** Beside the field it would cover what the page says of it. */
const below: PositioningProps = {
  position: "below",
  align: "start",
  fallbackPositions: ["above"],
};
const nothing = "\u0000nothing";
const mostShown = 100;

/** Several values out of a long list: those chosen stand as tags, typing narrows the rest. */
export function TagsField(props: {
  /** What a screen reader calls the field where no Field around it does. */
  label: string;
  options: TagOption[];
  selected: string[];
  placeholder: string;
  onChange(selected: string[]): void;
}) {
  const styles = useStyles();
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const byValue = new Map(props.options.map((option) => [option.value, option]));
  const nameOf = (value: string) => byValue.get(value)?.text ?? value;
  const found = props.options.filter(
    ({ value, text: name }) =>
      !props.selected.includes(value) &&
      (name.toLowerCase().includes(wanted) || value.toLowerCase() === wanted),
  );
  return (
    <TagPicker
      positioning={below}
      selectedOptions={props.selected}
      onOptionSelect={(_, { value, selectedOptions }) => {
        if (value === nothing) return;
        setText("");
        props.onChange(selectedOptions);
      }}
    >
      <TagPickerControl className={styles.fill}>
        {props.selected.length > 0 && (
          <TagPickerGroup aria-label={`${props.label}: chosen`}>
            {props.selected.map((value) => (
              <Tag key={value} value={value} shape="rounded">
                {nameOf(value)}
              </Tag>
            ))}
          </TagPickerGroup>
        )}
        <TagPickerInput
          className={styles.input}
          aria-label={props.label}
          placeholder={props.selected.length === 0 ? props.placeholder : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => setText("")}
        />
      </TagPickerControl>
      <TagPickerList className={styles.list}>
        {found.slice(0, mostShown).map(({ value, text: name, note }) => (
          <TagPickerOption key={value} value={value} text={name}>
            <span className={styles.option}>
              {name}
              <span className={styles.note}>{note}</span>
            </span>
          </TagPickerOption>
        ))}
        {found.length === 0 && (
          <TagPickerOption value={nothing} text="">
            Nothing matches.
          </TagPickerOption>
        )}
      </TagPickerList>
    </TagPicker>
  );
}
