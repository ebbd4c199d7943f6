"use client";

import { Dialog, DialogSurface } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useFocusReturn } from "./focus-return";

interface ModalProps {
  /** DialogBody with title, content and actions. */
  children: ReactNode;
  /** Asks something: a click beside it does not close it. */
  isAlert?: boolean;
  className?: string;
  onClose: () => void;
}

/**
 * A dialog that is there only while it is open. Fluent puts focus sentinels into the page for every
 * dialog that is mounted, also closed ones, and those fail the accessibility audit.
 */
export function Modal({ isOpen, ...props }: ModalProps & { isOpen: boolean }) {
  return isOpen ? <OpenModal {...props} /> : null;
}

function OpenModal({ children, isAlert, className, onClose }: ModalProps) {
  useFocusReturn();
  return (
    <Dialog
      open
      modalType={isAlert ? "alert" : "modal"}
      onOpenChange={(_, data) => !data.open && onClose()}
    >
      <DialogSurface className={className}>{children}</DialogSurface>
    </Dialog>
  );
}
