"use client";

import {
  Button,
  Checkbox,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { SendRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { useFormat } from "@/components/ui/use-format";
import { ReviewMarkets } from "./review-markets";
import type { Review } from "./review-step";

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: "20px",
    display: "flex",
    flexDirection: "column",
    gap: "8px",
  },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px", margin: 0 },
  number: { fontSize: "40px", lineHeight: "48px", fontWeight: 600 },
  facts: { display: "grid", gridTemplateColumns: "80px 1fr", gap: "4px 0", margin: "8px 0" },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0 },
  send: { minHeight: "40px" },
});

/** The number of record, the facts, and one button that says what will happen. */
export function ReviewConfirm(props: { review: Review; appNames: string[]; onAgain(): void }) {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const { notification, revision, saveState } = useDraft();
  const { review } = props;
  const { plan, reach } = review;
  const [hasRead, setHasRead] = useState(false);
  const send = useMutation(
    trpc.notifications.schedule.mutationOptions({
      onSuccess: async ({ id }) => {
        await client.invalidateQueries({ queryKey: trpc.notifications.list.pathKey() });
        router.push(`/notifications/${id}`);
      },
    }),
  );
  const runAgain = () => {
    send.reset();
    setHasRead(false);
    props.onAgain();
  };
  const isLater = plan
    ? plan.kind === "utc" || plan.kind === "local"
    : !review.schedule.immediately;
  const deed = isLater ? "Schedule for" : "Send now to";
  const reviewed = { devices: reach.frozen, digest: reach.digest };
  const hasDrifted = send.error !== null && failureOf(send.error).code === "CONFLICT";
  const isVoid = review.revision !== revision || saveState.kind !== "saved";
  const mustRead = review.warnings.length > 0 && !hasRead;
  const isBlocked = review.errors.length > 0 || reach.frozen === 0 || isVoid || mustRead;
  return (
    <section className={styles.card} aria-label="Confirm">
      <span className={styles.quiet}>
        You are about to {isLater ? "schedule" : "send"} a {notification.kind}{" "}
        {isLater ? "for" : "to"}
      </span>
      <span className={styles.number}>{format.number(reach.people)}</span>
      <span>people on {format.count(reach.frozen, "device")}</span>
      <dl className={styles.facts}>
        <Fact name="App" value={props.appNames.join(", ")} />
        <Fact
          name="Starts"
          value={plan ? (isLater ? format.instant(plan.firstAt) : "At once") : "Not chosen yet"}
        />
        <Fact name="Expires" value={plan?.expiresAt ? format.instant(plan.expiresAt) : "Never"} />
        <Fact name="Markets" value={<ReviewMarkets byMarket={reach.byMarket} />} />
        <Fact
          name="Guarantee"
          value={review.semantics === "at_most_once" ? "At most once" : "At least once"}
        />
        {review.largestPayload && (
          <Fact
            name="Largest"
            value={`${format.number(review.largestPayload.bytes)} of ${format.bytes(review.largestPayload.limit)}`}
          />
        )}
      </dl>
      {review.warnings.length > 0 && (
        <Checkbox
          label={`I have read the ${review.warnings.length === 1 ? "warning" : `${review.warnings.length} warnings`} below`}
          checked={hasRead}
          onChange={(_, data) => setHasRead(data.checked === true)}
        />
      )}
      {hasDrifted && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{failureOf(send.error).message}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={runAgain}>Run again</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {send.error && !hasDrifted && (
        <ErrorBar
          message={failureOf(send.error).message}
          requestId={failureOf(send.error).requestId}
        />
      )}
      <Button
        className={styles.send}
        appearance="primary"
        icon={<SendRegular />}
        disabledFocusable={isBlocked || send.isPending}
        onClick={() => !isBlocked && send.mutate({ id: notification.id, revision, reviewed })}
      >
        {deed} {format.number(reach.people)} {reach.people === 1 ? "person" : "people"}
      </Button>
      {isVoid && (
        <p className={styles.quiet} role="status">
          The draft changed since this was computed.{" "}
          <Button size="small" onClick={runAgain}>
            Run again
          </Button>
        </p>
      )}
      <p className={styles.quiet}>
        You can pause or cancel until a device’s send time. What has been sent can’t be recalled.
      </p>
    </section>
  );
}

function Fact(props: { name: string; value: ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>{props.name}</dt>
      <dd className={styles.value}>{props.value}</dd>
    </>
  );
}
