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
import { CopyButton } from "@/components/ui/copy-button";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px" },
  secret: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    padding: "8px 12px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
  },
});

/** The end of a dialog that made a password: it is shown here and nowhere else. */
export function TemporaryPassword(props: {
  title: string;
  /** null: they have an account and a password already. */
  password: string | null;
  onClose: () => void;
}) {
  const styles = useStyles();
  return (
    <DialogBody>
      <DialogTitle>{props.title}</DialogTitle>
      <DialogContent className={styles.content}>
        {props.password === null ? (
          <span>They have an account in Herald already and sign in as before.</span>
        ) : (
          <>
            <span>
              Hand over this temporary password. It is shown only now; they change it in their
              profile.
            </span>
            <div className={styles.secret}>
              <span data-testid="temporary-password">{props.password}</span>
              <CopyButton value={props.password}>Copy password</CopyButton>
            </div>
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={props.onClose}>
          Close
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
