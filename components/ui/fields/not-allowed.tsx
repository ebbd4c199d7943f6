"use client";

import { Tooltip } from "@fluentui/react-components";
import type { ReactElement } from "react";

/** A control that this role may not use: it stays, and says who may. Give it `disabledFocusable`. */
export function NotAllowed(props: { reason: string; children: ReactElement }) {
  if (props.reason === "") return props.children;
  return (
    <Tooltip content={props.reason} relationship="description">
      {props.children}
    </Tooltip>
  );
}
