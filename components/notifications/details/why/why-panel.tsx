"use client";

import { Button, makeStyles, SearchBox, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { useFormat } from "@/components/ui/use-format";
import { Explanation } from "./explanation";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: "12px",
    minWidth: 0,
    paddingLeft: "24px",
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    "@media (max-width: 1079.98px)": { paddingLeft: 0, borderLeft: "none" },
  },
  head: { display: "flex", justifyContent: "space-between", alignItems: "center" },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px", margin: 0 },
  search: { width: "100%", maxWidth: "none" },
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
  const format = useFormat();
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const [q, setQ] = useState<string>();
  const { data, error, isFetching } = useQuery(
    trpc.notifications.explain.queryOptions(
      q === undefined ? { id: props.id, customerId: props.customerId } : { id: props.id, q },
      {
        enabled: q !== undefined || props.customerId !== undefined,
        placeholderData: keepPreviousData,
      },
    ),
  );
  const found = data?.explanations[0]?.customerId;
  const { onCustomer } = props;
  useEffect(() => {
    if (q !== undefined && found) onCustomer(found);
  }, [q, found, onCustomer]);

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
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") setQ(text.trim());
        }}
      >
        <SearchBox
          className={styles.search}
          aria-label="Customer id, e-mail or device"
          placeholder="Customer id, e-mail or device"
          value={text}
          onChange={(_, change) => setText(change.value)}
        />
      </form>
      {error && <ErrorBar message={failureOf(error).message} />}
      {data && data.explanations.length === 0 && !isFetching && (
        <p role="status">No customer of {props.appNames} has this id, address or device.</p>
      )}
      <div aria-live="polite">
        {data?.explanations.map((explanation) => (
          <Explanation key={explanation.registrationId} explanation={explanation} />
        ))}
      </div>
      {data && data.explanations.length > 0 && (
        <p className={styles.quiet}>
          {data.decidedAt
            ? `Decided ${format.exact(data.decidedAt)}, when the audience was frozen.`
            : "As it would be if it were sent now."}
        </p>
      )}
    </aside>
  );
}
