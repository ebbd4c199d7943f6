"use client";

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { CopyButton } from "./copy-button";

/** An error in the part where it happened: what happened, what to do, and the id for whoever helps. */
export function ErrorBar(props: {
  title?: string;
  message: string;
  requestId?: string;
  onRetry?: () => void;
}) {
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {props.title && <MessageBarTitle>{props.title}</MessageBarTitle>}
        {props.message}
      </MessageBarBody>
      {(props.onRetry || props.requestId) && (
        <MessageBarActions>
          {props.onRetry && <Button onClick={props.onRetry}>Try again</Button>}
          {props.requestId && <CopyButton value={props.requestId}>Copy request id</CopyButton>}
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
