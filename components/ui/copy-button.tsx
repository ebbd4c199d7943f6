"use client";

import { Button, type ButtonProps, Tooltip } from "@fluentui/react-components";
import { Checkmark16Regular, Copy16Regular, Dismiss16Regular } from "@fluentui/react-icons";
import { type ReactElement, useEffect, useState } from "react";

type Result = "copied" | "refused";

const words: Record<Result, { text: string; icon: ReactElement }> = {
  copied: { text: "Copied", icon: <Checkmark16Regular /> },
  refused: { text: "Select and copy it by hand", icon: <Dismiss16Regular /> },
};

/** Copies a value and says so. Without children it is an icon with `label` as its name. */
export function CopyButton(props: {
  value: string;
  label?: string;
  children?: string;
  size?: ButtonProps["size"];
}) {
  const [result, setResult] = useState<Result>();
  useEffect(() => {
    if (!result) return;
    const timer = setTimeout(() => setResult(undefined), 2_000);
    return () => clearTimeout(timer);
  }, [result]);
  const said = result && words[result];
  const button = (
    <Button
      appearance="subtle"
      size={props.size ?? "small"}
      icon={said?.icon ?? <Copy16Regular />}
      onClick={async ({ currentTarget }) => {
        const isCopied = await copyText(props.value, currentTarget);
        setResult(isCopied ? "copied" : "refused");
      }}
    >
      {props.children && (said?.text ?? props.children)}
    </Button>
  );
  if (props.children) return button;
  return (
    <Tooltip content={said?.text ?? props.label ?? "Copy"} relationship="label">
      {button}
    </Tooltip>
  );
}

/**
 * Puts a text into the clipboard. Browsers lend navigator.clipboard to https and localhost only; on plain http in a
 * LAN the older command still copies what is selected. @returns whether it is there now
 */
async function copyText(text: string, button: HTMLElement): Promise<boolean> {
  if (!("clipboard" in navigator)) return copySelection(text, button);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    // Refused by a setting or a policy of the browser, which may still allow the command.
    if (error instanceof DOMException) return copySelection(text, button);
    throw error;
  }
}

/** Beside the button, because a dialog keeps the focus inside. */
function copySelection(text: string, button: HTMLElement): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.style.cssText = "position:fixed;opacity:0;pointer-events:none";
  button.after(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  button.focus();
  return isCopied;
}
