"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  makeStyles,
} from "@fluentui/react-components";
import { useMemo } from "react";
import { Modal } from "@/components/ui/modal/modal";
import { launchTargets } from "@/content/launch/targets";
import { parsePayload } from "@/content/parse";
import { LaunchLab } from "./launch-lab";

const useStyles = makeStyles({ surface: { maxWidth: "880px" } });

/** The launch lab over a notification: its body, buttons, menu entries and header. */
export function LaunchLabDialog(props: {
  xml: string;
  isTracked: boolean;
  isOpen: boolean;
  onClose(): void;
}) {
  const styles = useStyles();
  const { xml, isTracked, isOpen } = props;
  const targets = useMemo(() => {
    const parsed = isOpen ? parsePayload(xml) : undefined;
    return parsed?.ok ? launchTargets(parsed.document, isTracked) : [];
  }, [xml, isTracked, isOpen]);
  return (
    <Modal className={styles.surface} isOpen={isOpen} onClose={props.onClose}>
      <DialogBody>
        <DialogTitle>Launch lab</DialogTitle>
        <DialogContent>
          {targets.length === 0 ? (
            <p>The XML has a mistake. Mend it first, then look at what the app receives.</p>
          ) : (
            <LaunchLab targets={targets} />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Close</Button>
        </DialogActions>
      </DialogBody>
    </Modal>
  );
}
