"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Modal } from "./modal/modal";

/** Asks before a deed that hurts. The title is the question, both buttons name what they do. */
export function ConfirmDialog(props: {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  confirm: string;
  keep: string;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <Modal isAlert isOpen={props.isOpen} onClose={props.onClose}>
      <DialogBody>
        <DialogTitle>{props.title}</DialogTitle>
        <DialogContent>{props.children}</DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>{props.keep}</Button>
          <Button appearance="primary" disabledFocusable={props.isBusy} onClick={props.onConfirm}>
            {props.confirm}
          </Button>
        </DialogActions>
      </DialogBody>
    </Modal>
  );
}
