"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useEffect, useId, useState } from "react";

const useStyles = makeStyles({
  root: {
    display: "inline-flex",
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: "hidden",
  },
  segment: {
    position: "relative",
    display: "flex",
    alignItems: "center",
    minHeight: "30px",
    padding: "0 12px",
    fontSize: "13px",
    lineHeight: "18px",
    cursor: "pointer",
    whiteSpace: "nowrap",
    color: tokens.colorNeutralForeground2,
    ":not(:first-of-type)": { borderLeft: `1px solid ${tokens.colorNeutralStroke1}` },
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":focus-within": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
    "@media (max-width: 639.98px)": { minHeight: "40px" },
  },
  small: { minHeight: "24px", padding: "0 8px", fontSize: "12px" },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1,
    fontWeight: 600,
    // Its own colours, without the plate that browsers lay behind words.
    "@media (forced-colors: active)": {
      forcedColorAdjust: "none",
      backgroundColor: "Highlight",
      color: "HighlightText",
    },
  },
  input: { position: "absolute", opacity: 0, inset: 0, margin: 0, cursor: "pointer" },
});

/** A radio group drawn as one bar. Arrows move, as in every radio group. */
export function Segments<Key extends string>(props: {
  label: string;
  items: readonly { key: Key; label: string }[];
  selected: Key;
  onSelect(key: Key): void;
  isSmall?: boolean;
}) {
  const styles = useStyles();
  const name = useId();
  // Where the choice stands in the URL, it comes back a moment later.
  const [pressed, setPressed] = useState<Key>();
  const { selected } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is selected now, the press is answered
  useEffect(() => setPressed(undefined), [selected]);
  const shown = pressed ?? selected;
  return (
    <fieldset className={styles.root}>
      <legend className="visually-hidden">{props.label}</legend>
      {props.items.map(({ key, label }) => (
        <label
          key={key}
          className={mergeClasses(
            styles.segment,
            props.isSmall && styles.small,
            key === shown && styles.chosen,
          )}
        >
          <input
            className={styles.input}
            type="radio"
            name={name}
            checked={key === shown}
            onChange={() => {
              setPressed(key);
              props.onSelect(key);
            }}
            onClick={() => key === selected && props.onSelect(key)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
