"use client";

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import type { Reason } from "@/db/enums";
import { Ledger } from "./ledger";

export interface Reach {
  population: number;
  frozen: number;
  reasons: { reason: Reason; count: number }[];
}

/** Why not all? */
export function LedgerDialog(props: { reach: Reach; isOpen: boolean; onClose(): void }) {
  return (
    <Dialog open={props.isOpen} onOpenChange={(_, data) => !data.open && props.onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Why not all?</DialogTitle>
          <DialogContent>
            <Ledger {...props.reach} populationLabel="Registered devices" />
          </DialogContent>
          <DialogActions>
            <Button onClick={props.onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
