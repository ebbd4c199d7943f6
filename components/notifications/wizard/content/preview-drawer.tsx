"use client";

import { Button, DrawerBody, makeStyles, OverlayDrawer } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { useFocusReturn } from "@/components/ui/modal/focus-return";

const useStyles = makeStyles({
  drawer: { width: "444px", maxWidth: "100vw" },
  body: { paddingTop: "8px", paddingBottom: "16px" },
  close: { display: "flex", marginLeft: "auto" },
});

/** The preview where the window has no column for it. Mount it to open it. */
export function PreviewDrawer(props: { children: ReactNode; onClose(): void }) {
  const styles = useStyles();
  useFocusReturn();
  return (
    <OverlayDrawer
      open
      position="end"
      aria-label="Preview of the notification"
      className={styles.drawer}
      onOpenChange={(_, data) => !data.open && props.onClose()}
    >
      <DrawerBody className={styles.body}>
        <Button
          className={styles.close}
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label="Close the preview"
          onClick={props.onClose}
        />
        {props.children}
      </DrawerBody>
    </OverlayDrawer>
  );
}
