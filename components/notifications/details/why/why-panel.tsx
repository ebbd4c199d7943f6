"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { WhySearch } from "./why-search";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: "12px",
    minWidth: 0,
    paddingLeft: "24px",
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    // Above the figures, so that the answer is in sight where it was asked for.
    "@media (max-width: 1079.98px)": {
      order: -1,
      paddingLeft: 0,
      paddingBottom: "16px",
      borderLeft: "none",
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  head: { display: "flex", justifyContent: "space-between", alignItems: "center" },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px", margin: 0 },
});

/** Why did this person (not) get it? The URL carries our opaque customer id, never what was typed. */
export function WhyPanel(props: {
  id: number;
  appNames: string;
  customerId: number | undefined;
  onCustomer(customerId: number | undefined): void;
  onClose(): void;
}) {
  const styles = useStyles();
  return (
    <aside className={styles.root} aria-label="Why?">
      <div className={styles.head}>
        <h2 className={styles.heading}>Why?</h2>
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label="Close Why?"
          onClick={props.onClose}
        />
      </div>
      <p className={styles.quiet}>
        Read the one reason why a customer did or did not get this notification.
      </p>
      <WhySearch
        id={props.id}
        appNames={props.appNames}
        customerId={props.customerId}
        onCustomer={props.onCustomer}
      />
    </aside>
  );
}
