"use client";

import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from "@fluentui/react-components";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { TextField } from "@/components/ui/fields/text-field";
import { useMessage } from "@/components/ui/use-message";

const useStyles = makeStyles({ fields: { display: "flex", flexDirection: "column", gap: "12px" } });

/** From when a segment can be used: how many members it needs (S-16), and the 24 hours (S-11). */
export function SettingsDialog({ onClose }: { onClose(): void }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  const { may, reason } = useMay(["owner", "manager"], "change group settings");
  const { data } = useSuspenseQuery(trpc.groups.settings.overview.queryOptions());
  const [least, setLeast] = useState(String(data.smallGroupSize));
  const [waits, setWaits] = useState(data.segmentsWaitADay);
  const update = useMutation(
    trpc.groups.settings.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.groups.pathFilter());
        message("Group settings saved");
        onClose();
      },
    }),
  );
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Group settings</DialogTitle>
          <DialogContent className={styles.fields}>
            <TextField
              label="Fewest customers a segment needs"
              hint="With fewer, it reads Small: no number is shown and it can’t be used."
              inputMode="numeric"
              value={least}
              onText={setLeast}
              readOnly={!may}
              problem={fieldProblems(update.error).smallGroupSize}
            />
            <Checkbox
              label="A new or changed segment can be used only after 24 hours, as in Partner Center"
              checked={waits}
              disabled={!may}
              onChange={(_, { checked }) => setWaits(checked === true)}
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <NotAllowed reason={reason}>
              <Button
                appearance="primary"
                disabledFocusable={!may || update.isPending}
                onClick={() =>
                  may && update.mutate({ smallGroupSize: Number(least), segmentsWaitADay: waits })
                }
              >
                Save settings
              </Button>
            </NotAllowed>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
