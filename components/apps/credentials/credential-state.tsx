"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { CheckmarkCircleFilled, ErrorCircleFilled, WarningFilled } from "@fluentui/react-icons";
import { useFormat } from "@/components/ui/use-format";
import type { CredentialState as State } from "@/db/enums";

const useStyles = makeStyles({
  line: { display: "inline-flex", alignItems: "center", gap: "6px" },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** How the push service took the credentials, as icon and words. */
export function CredentialState(props: {
  credential: { state: State; stateReason: string | null; stateAt: Date | null } | undefined;
}) {
  const styles = useStyles();
  const format = useFormat();
  const { credential } = props;
  if (!credential) return <span className={styles.quiet}>Not set up</span>;
  if (credential.state === "accepted") {
    return (
      <span className={styles.line}>
        <CheckmarkCircleFilled className={styles.good} /> Accepted
        {credential.stateAt ? ` ${format.instant(credential.stateAt)}` : ""}
      </span>
    );
  }
  if (credential.state === "refused") {
    return (
      <span className={styles.line}>
        <ErrorCircleFilled className={styles.bad} /> Refused: {credential.stateReason}
      </span>
    );
  }
  return (
    <span className={styles.line}>
      <WarningFilled className={styles.warning} /> Not tried yet
    </span>
  );
}
