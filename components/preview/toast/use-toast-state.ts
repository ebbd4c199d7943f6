"use client";

import { useState } from "react";
import type { ToastAction, ToastInput } from "../model/read-actions";
import type { ToastModel } from "../toast-model";

/** What a person has done to the toast in the preview. */
export interface ToastState {
  isExpanded: boolean;
  setExpanded: (isExpanded: boolean) => void;
  isMenuOpen: boolean;
  setMenuOpen: (isOpen: boolean) => void;
  inputValue: (input: ToastInput) => string;
  setValue: (input: ToastInput, value: string) => void;
  /** What the last click would have done. */
  said: string;
  say: (sentence: string) => void;
  press: (action: ToastAction) => void;
}

export function useToastState(model: ToastModel, appName: string, startsExpanded: boolean) {
  const [isExpanded, setExpanded] = useState(startsExpanded);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [said, say] = useState("");
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const inputValue = (input: ToastInput) => values[input.id] ?? input.initial;
  const state: ToastState = {
    isExpanded,
    setExpanded,
    isMenuOpen,
    setMenuOpen,
    said,
    say,
    inputValue,
    setValue: ({ id }, value) => setValues((before) => ({ ...before, [id]: value })),
    press: (action) => {
      setMenuOpen(false);
      say(deedOf(action, { appName, inputs: model.inputs, inputValue }));
    },
  };
  return state;
}

interface Pressed {
  appName: string;
  inputs: readonly ToastInput[];
  inputValue: (input: ToastInput) => string;
}

/** A sentence for what Windows would do. */
export function deedOf(action: ToastAction, { appName, inputs, inputValue }: Pressed): string {
  const given = action.arguments;
  if (action.activationType === "system")
    return systemDeed(action, { appName, inputs, inputValue });
  if (action.activationType === "protocol") return `Would open ${given}.`;
  const typed = inputs.map((input) => `${input.id} = “${inputValue(input)}”`).join(", ");
  const what = typed === "" ? `“${given}”` : `“${given}” and ${typed}`;
  return action.activationType === "background"
    ? `Would run ${appName} in the background with ${what}.`
    : `Would open ${appName} with ${what}.`;
}

function systemDeed(action: ToastAction, { inputs, inputValue }: Pressed): string {
  if (action.arguments === "dismiss") return "Would close the toast.";
  if (action.arguments !== "snooze") return `Windows knows no command “${action.arguments}”.`;
  const input = inputs.find(({ id, kind }) => kind === "selection" && id === action.inputId);
  const minutes = input && inputValue(input);
  return minutes
    ? `Would show the toast again in ${minutes} minutes.`
    : "Would show the toast again later.";
}
