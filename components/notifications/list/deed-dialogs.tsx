"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useFormat } from "@/components/ui/use-format";

interface Asked {
  isOpen: boolean;
  onClose(): void;
  onConfirm(): void;
}

export interface CancelSubject {
  name: string;
  recorded: number;
  /** null before the audience is frozen. */
  frozen: number | null;
  isSeries?: boolean;
}

/** Says how many have it and how many will not get it. */
export function CancelDialog({ subject, ...asked }: Asked & { subject: CancelSubject }) {
  const format = useFormat();
  const { name, recorded, frozen } = subject;
  const isBefore = frozen === null;
  return (
    <ConfirmDialog
      {...asked}
      title={`Cancel “${name}”?`}
      confirm={isBefore ? "Cancel notification" : "Cancel the rest"}
      keep={isBefore ? "Keep it" : "Keep sending"}
    >
      {isBefore
        ? subject.isSeries
          ? "There will be no more runs. Runs that have begun go on."
          : "Nobody will get it."
        : `${format.count(recorded, "device")} have it and keep it. ${format.number(frozen - recorded)} will not get it.`}
    </ConfirmDialog>
  );
}

export function RemoveDialog({ name, ...asked }: Asked & { name: string }) {
  return (
    <ConfirmDialog
      {...asked}
      title={`Delete the draft “${name}”?`}
      confirm="Delete draft"
      keep="Keep it"
    >
      It can’t be brought back.
    </ConfirmDialog>
  );
}
