"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { ToastInput } from "../model/read-actions";
import type { ToastModel } from "../toast-model";
import { ActionButton } from "./action-button";
import { wordsOrSlot } from "./clamped";
import styles from "./controls.module.css";
import { Sign } from "./glyphs";
import { lookOf, skinOf } from "./look";
import type { ToastState } from "./use-toast-state";

/** Text boxes, each with its quick reply, and drop-downs. */
export function ToastInputs({ model, state }: { model: ToastModel; state: ToastState }) {
  const look = lookOf(model.build);
  if (model.inputs.length === 0) return null;
  return (
    <div className={styles.inputs} data-look={look} data-skin={skinOf(look)} data-part="inputs">
      {model.inputs.map((input, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: ids may be given twice by mistake.
        <InputRow key={index} input={input} state={state} />
      ))}
    </div>
  );
}

function InputRow({ input, state }: { input: ToastInput; state: ToastState }) {
  const id = useId();
  const { title, reply } = input;
  const value = state.inputValue(input);
  return (
    <div data-part="input-row">
      {title && (
        <label className={styles.label} htmlFor={id} dir="auto">
          {wordsOrSlot(title)}
        </label>
      )}
      <div className={styles.line}>
        {input.kind === "text" ? (
          <input
            id={id}
            className={styles.box}
            dir="auto"
            value={value}
            placeholder={input.placeholder?.isMissing ? "Needs text" : input.placeholder?.text}
            aria-label={title ? undefined : (input.placeholder?.text ?? input.id)}
            onChange={({ currentTarget }) => state.setValue(input, currentTarget.value)}
          />
        ) : (
          <Selection id={id} input={input} state={state} />
        )}
        {reply && (
          <ActionButton
            action={reply}
            state={state}
            isDisabled={value.trim() === ""}
            className={styles.reply}
            isIconOnly={Boolean(reply.icon)}
          />
        )}
      </div>
    </div>
  );
}

interface SelectionProps {
  id: string;
  input: ToastInput;
  state: ToastState;
}

function Selection({ id, input, state }: SelectionProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const chosen = input.options.find((option) => option.id === state.inputValue(input));
  const close = () => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only catches the keys of the list inside.
    <div
      ref={root}
      className={styles.select}
      onKeyDown={(event) => moveInList(event, close)}
      onBlur={({ relatedTarget }) => {
        if (!root.current?.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        id={id}
        type="button"
        className={`${styles.box} ${styles.choice}`}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-label={input.title ? undefined : input.id}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={styles.choiceText} dir="auto" data-part="choice">
          {chosen && wordsOrSlot(chosen.label)}
        </span>
        <Sign name="chevronDown" />
      </button>
      {isOpen && (
        <div role="listbox" className={styles.list} aria-label={input.title?.text ?? input.id}>
          {input.options.map((option) => (
            <button
              key={option.id}
              type="button"
              role="option"
              aria-selected={option === chosen}
              className={styles.option}
              dir="auto"
              onClick={() => {
                state.setValue(input, option.id);
                close();
              }}
            >
              {wordsOrSlot(option.label)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function moveInList(event: KeyboardEvent<HTMLDivElement>, close: () => void): void {
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=option]")];
  if (options.length === 0) return;
  const at = options.indexOf(document.activeElement as HTMLElement);
  if (event.key === "Escape") close();
  else if (event.key === "ArrowDown") options[Math.min(at + 1, options.length - 1)]?.focus();
  else if (event.key === "ArrowUp") options[Math.max(at - 1, 0)]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
