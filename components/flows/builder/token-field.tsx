"use client";

import { Field, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { tokenRuns } from "./token-runs";

const text = {
  fontFamily: tokens.fontFamilyBase,
  fontSize: "14px",
  lineHeight: "20px",
  padding: "5px 10px",
  whiteSpace: "pre-wrap",
  overflowWrap: "anywhere",
} as const;

const useStyles = makeStyles({
  box: {
    position: "relative",
    minHeight: "32px",
    boxSizing: "border-box",
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  back: { ...text, color: "transparent", minHeight: "20px", pointerEvents: "none" },
  token: {
    borderRadius: "2px",
    backgroundColor: tokens.colorBrandBackground2,
    color: "transparent",
  },
  input: {
    ...text,
    position: "absolute",
    inset: 0,
    width: "100%",
    boxSizing: "border-box",
    border: "none",
    outline: "none",
    resize: "none",
    overflow: "hidden",
    background: "transparent",
    color: tokens.colorNeutralForeground1,
  },
  list: {
    position: "absolute",
    zIndex: 10,
    top: "100%",
    left: 0,
    margin: "4px 0 0",
    padding: "4px",
    minWidth: "200px",
    maxHeight: "220px",
    overflowY: "auto",
    listStyle: "none",
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
  },
  option: {
    padding: "5px 8px",
    borderRadius: tokens.borderRadiusMedium,
    fontSize: "13px",
    cursor: "pointer",
  },
  active: { backgroundColor: tokens.colorNeutralBackground1Hover },
});

/** A text with values of the trigger in it; `{` opens the list of them. */
export function TokenField(props: {
  label: string;
  value: string;
  fields: readonly string[];
  hint?: string;
  disabled?: boolean;
  onChange(value: string): void;
}) {
  const styles = useStyles();
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState<{ from: number; query: string }>();
  const found = open ? props.fields.filter((field) => field.startsWith(open.query)) : [];

  function look(value: string, caret: number) {
    const match = /\{([\w.-]*)$/.exec(value.slice(0, caret));
    const isEscaped = match && value[match.index - 1] === "{";
    setOpen(match && !isEscaped ? { from: match.index, query: match[1] ?? "" } : undefined);
    setActive(0);
  }

  function pick(field: string | undefined) {
    const element = input.current;
    if (!open || !field || !element) return;
    const before = props.value.slice(0, open.from);
    const rest = props.value.slice(element.selectionStart).replace(/^[\w.-]*\}/, "");
    props.onChange(`${before}{${field}}${rest}`);
    setOpen(undefined);
    const caret = before.length + field.length + 2;
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(caret, caret);
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (found.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((active + step + found.length) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") pick(found[active]);
    else if (event.key === "Escape") setOpen(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <Field label={props.label} hint={props.hint}>
      {(field) => (
        <div className={styles.box}>
          <div className={styles.back} aria-hidden>
            {tokenRuns(props.value).map((run) => (
              <span key={run.at} className={run.isToken ? styles.token : undefined}>
                {run.text}
              </span>
            ))}{" "}
          </div>
          <textarea
            {...field}
            ref={input}
            rows={1}
            className={styles.input}
            value={props.value}
            readOnly={props.disabled}
            aria-haspopup="listbox"
            aria-controls={found.length > 0 ? id : undefined}
            aria-autocomplete="list"
            aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
            onChange={(event) => {
              const value = event.target.value.replace(/\n/g, " ");
              props.onChange(value);
              look(value, event.target.selectionStart);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => setOpen(undefined)}
          />
          {found.length > 0 && (
            <div role="listbox" id={id} className={styles.list} aria-label="Values of the trigger">
              {found.map((name, place) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the text field's, as in any combobox.
                <div
                  key={name}
                  role="option"
                  tabIndex={-1}
                  id={`${id}-${place}`}
                  aria-selected={place === active}
                  className={mergeClasses(styles.option, place === active && styles.active)}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => pick(name)}
                >
                  {name}
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}
