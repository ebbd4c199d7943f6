"use client";

import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  tokens,
} from "@fluentui/react-components";
import { Dismiss24Regular } from "@fluentui/react-icons";
import { useFocusReturn } from "@/components/ui/modal/focus-return";
import { BrandMark } from "./brand-mark";
import { NavList } from "./nav-list";

const useStyles = makeStyles({
  drawer: { maxWidth: "280px", backgroundColor: tokens.colorNeutralBackground2 },
  body: { padding: 0 },
});

/** The navigation over the page, below 900 px. */
export function NavDrawer(props: { counts: Record<string, number>; onClose: () => void }) {
  const styles = useStyles();
  useFocusReturn();
  return (
    <OverlayDrawer
      className={styles.drawer}
      open
      onOpenChange={(_, data) => !data.open && props.onClose()}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              aria-label="Close the menu"
              icon={<Dismiss24Regular />}
              onClick={props.onClose}
            />
          }
        >
          <BrandMark />
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body}>
        <NavList counts={props.counts} onNavigate={props.onClose} />
      </DrawerBody>
    </OverlayDrawer>
  );
}
