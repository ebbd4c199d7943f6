"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { allNavItems } from "@/components/layout/nav-items";
import { useSession } from "@/components/layout/use-session";
import { Modal } from "@/components/ui/modal/modal";
import { type } from "@/components/ui/tokens";

const useStyles = makeStyles({
  list: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    gap: "8px 24px",
    margin: 0,
  },
  keys: { margin: 0, display: "flex", gap: "4px", justifyContent: "flex-end" },
  kbd: {
    ...type.caption,
    fontFamily: "inherit",
    padding: "0 6px",
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  note: { ...type.caption, color: tokens.colorNeutralForeground3, marginTop: "16px" },
});

function keyRows(): { keys: string[]; label: string }[] {
  const places = allNavItems.flatMap((item) =>
    item.key ? [{ keys: ["G", item.key.toUpperCase()], label: `Go to ${item.label}` }] : [],
  );
  return [
    { keys: ["Ctrl", "K"], label: "Search" },
    ...places,
    { keys: ["N"], label: "New, in a list" },
    { keys: ["/"], label: "Search box of the list" },
    { keys: ["?"], label: "Show the keys" },
    { keys: ["Esc"], label: "Close the top layer" },
  ];
}

export function KeysDialog(props: { onClose: () => void }) {
  const styles = useStyles();
  const { preferences } = useSession();
  return (
    <Modal isOpen onClose={props.onClose}>
      <DialogBody>
        <DialogTitle>Keys</DialogTitle>
        <DialogContent>
          <dl className={styles.list}>
            {keyRows().map((row) => (
              <Row key={row.label} {...row} />
            ))}
          </dl>
          <p className={styles.note}>
            {preferences.singleKeys
              ? "Single keys can be turned off in your profile."
              : "Single keys are turned off in your profile; only Ctrl+K and Esc work."}
          </p>
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Close</Button>
        </DialogActions>
      </DialogBody>
    </Modal>
  );
}

function Row(props: { keys: string[]; label: string }) {
  const styles = useStyles();
  return (
    <>
      <dt>{props.label}</dt>
      <dd className={styles.keys}>
        {props.keys.map((key) => (
          <kbd key={key} className={styles.kbd}>
            {key}
          </kbd>
        ))}
      </dd>
    </>
  );
}
