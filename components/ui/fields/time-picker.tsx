"use client";

import { Combobox, makeStyles, mergeClasses, Option } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { parseTime } from "./parse-time";

const useStyles = makeStyles({
  fill: { minWidth: 0 },
  input: { minWidth: 0, width: "100%" },
});

const halfHours = Array.from(
  { length: 48 },
  (_, n) => `${String(Math.floor(n / 2)).padStart(2, "0")}:${n % 2 === 0 ? "00" : "30"}`,
);

/** A time of day as text, "09:00", in 24 hours whatever the browser's language: chosen, or typed to the minute. */
export function TimePicker(props: {
  className?: string;
  /** Where no Field around it says so. */
  label?: string;
  time: string | null;
  disabled?: boolean;
  onTime(time: string | null): void;
}) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string>();
  const typed = (text ?? "").trim();
  const matching = halfHours.filter((time) => time.startsWith(typed));
  function type(next: string): void {
    setText(next);
    // A whole time counts at once; a shorter one when the field is left.
    if (/^\d\d:\d\d$/.test(next) && parseTime(next)) props.onTime(parseTime(next) ?? null);
  }
  function leave(): void {
    if (text !== undefined && typed === "") props.onTime(null);
    const parsed = parseTime(typed);
    if (parsed && parsed !== props.time) props.onTime(parsed);
    setText(undefined);
    release();
  }
  /** Fluent leaves the last entry's name behind when the list is gone. */
  const release = () => input.current?.removeAttribute("aria-activedescendant");
  return (
    <Combobox
      ref={input}
      freeform
      className={mergeClasses(styles.fill, props.className)}
      input={{ className: styles.input }}
      aria-label={props.label}
      placeholder="09:00"
      disabled={props.disabled}
      value={text ?? props.time ?? ""}
      selectedOptions={[props.time ?? ""]}
      onChange={(event) => type(event.target.value)}
      onOpenChange={(_, { open }) => !open && release()}
      onBlur={leave}
      onOptionSelect={(_, { optionValue }) => {
        if (optionValue === undefined) return;
        setText(undefined);
        props.onTime(optionValue);
      }}
    >
      {(matching.length > 0 ? matching : halfHours).map((time) => (
        <Option key={time} value={time}>
          {time}
        </Option>
      ))}
    </Combobox>
  );
}
