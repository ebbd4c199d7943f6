"use client";

import { makeStyles, SearchBox, tokens } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { useFormat } from "@/components/ui/use-format";
import { Explanations } from "./explanation";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "12px", minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px", margin: 0 },
  search: { width: "100%", maxWidth: "none" },
});

type Answer = RouterOutputs["notifications"]["explain"];

/** Somebody's id, e-mail or device in, the one reason out; before the freeze "if sent now". */
export function WhySearch(props: {
  id: number;
  appNames: string;
  customerId?: number;
  onCustomer?(customerId: number): void;
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
        staleTime: 0,
      },
    ),
  );
  const found = data?.explanations[0]?.customerId;
  const { onCustomer } = props;
  useEffect(() => {
    if (q !== undefined && found && !isFetching) onCustomer?.(found);
  }, [q, found, isFetching, onCustomer]);

  return (
    <div className={styles.root}>
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
        <p role="status">
          {data.isKnown
            ? `This customer has no device with ${props.appNames}, so there is nothing to send to.`
            : `No customer of ${props.appNames} has this id, address or device.`}
        </p>
      )}
      <div aria-live="polite">
        {data && (
          <Explanations
            key={data.explanations[0]?.registrationId}
            explanations={data.explanations}
          />
        )}
      </div>
      {data && data.explanations.length > 0 && (
        <p className={styles.quiet}>{basisOf(data, format)}</p>
      )}
    </div>
  );
}

/** As of when the answer holds. */
function basisOf({ decidedAt, status, isSeries }: Answer, format: ReturnType<typeof useFormat>) {
  if (decidedAt) return `Decided ${format.exact(decidedAt)}, when the audience was frozen.`;
  if (status === "cancelled") return "It was cancelled before its audience was frozen.";
  if (!isSeries) return "As it would be if it were sent now.";
  return "As it would be if it ran now. Each run so far answers on its own page.";
}
