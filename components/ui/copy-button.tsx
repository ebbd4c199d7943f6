"use client";

import { Button, type ButtonProps, Tooltip } from "@fluentui/react-components";
import { Checkmark16Regular, Copy16Regular } from "@fluentui/react-icons";
import { useEffect, useState } from "react";

/** Copies a value and says so. Without children it is an icon with `label` as its name. */
export function CopyButton(props: {
  value: string;
  label?: string;
  children?: string;
  size?: ButtonProps["size"];
}) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const label = isCopied ? "Copied" : (props.label ?? "Copy");
  const button = (
    <Button
      appearance="subtle"
      size={props.size ?? "small"}
      icon={isCopied ? <Checkmark16Regular /> : <Copy16Regular />}
      onClick={() => navigator.clipboard.writeText(props.value).then(() => setCopied(true))}
    >
      {props.children && (isCopied ? "Copied" : props.children)}
    </Button>
  );
  if (props.children) return button;
  return (
    <Tooltip content={label} relationship="label">
      {button}
    </Tooltip>
  );
}
