"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Modal } from "@/components/ui/modal/modal";
import type { Reason } from "@/db/enums";
import { Ledger } from "./ledger";

export interface Reach {
  population: number;
  frozen: number;
  reasons: { reason: Reason; count: number }[];
}

/** Why not all? Below the reasons, room for asking about one person. */
export function LedgerDialog(props: {
  reach: Reach;
  isOpen: boolean;
  onClose(): void;
  children?: ReactNode;
}) {
  return (
    <Modal isOpen={props.isOpen} onClose={props.onClose}>
      <DialogBody>
        <DialogTitle>Why not all?</DialogTitle>
        <DialogContent>
          <Ledger {...props.reach} populationLabel="Registered devices" />
          {props.children}
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Close</Button>
        </DialogActions>
      </DialogBody>
    </Modal>
  );
}
