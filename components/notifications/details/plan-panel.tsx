"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { Ledger } from "@/components/notifications/wizard/audience/ledger";
import {
  ReviewLanguages,
  reviewLabels,
} from "@/components/notifications/wizard/review/review-languages";
import { ReviewWhen } from "@/components/notifications/wizard/review/review-when";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { failureOf } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";

type Notification = RouterOutputs["notifications"]["byId"];

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "16px" },
  record: { ...type.body, margin: "8px 0 0" },
  number: { ...type.recordMedium },
  quiet: { ...type.caption, color: tokens.colorNeutralForeground3, margin: 0 },
  heading: { ...type.h2, margin: "0 0 4px" },
  pair: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
    gap: "16px 32px",
    "@media (max-width: 899.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
});

/** Before it is sent: who would get it, when and in which language, as of now. */
export function PlanPanel({ notification }: { notification: Notification }) {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const {
    data: review,
    error,
    refetch,
  } = useQuery(trpc.notifications.preview.queryOptions({ id: notification.id }));
  if (error && !review) {
    const onRetry = () => void refetch();
    return <ErrorBar title="The plan failed." {...failureOf(error)} onRetry={onRetry} />;
  }
  if (!review) return <TableSkeleton rows={6} />;
  const { reach } = review;
  const names = notification.apps.map(({ name }) => name).join(", ");
  return (
    <div className={styles.root}>
      <p className={styles.record}>
        <span className={styles.number}>≈ {format.number(reach.people)}</span> people on{" "}
        {format.number(reach.frozen)} devices
      </p>
      <p className={styles.quiet}>
        As it would be if it were sent now, {format.time(review.computedAt)}. The audience is
        counted anew when sending begins.
      </p>
      <section>
        <h2 className={styles.heading}>Who gets it</h2>
        <Ledger
          population={reach.population}
          frozen={reach.frozen}
          reasons={reach.reasons}
          labels={reviewLabels(review, notification.facts.group?.name)}
          populationLabel={`Registered with ${names}`}
        />
      </section>
      <div className={styles.pair}>
        <section>
          <h2 className={styles.heading}>When</h2>
          <ReviewWhen review={review} appNames={names} />
        </section>
        <section>
          <h2 className={styles.heading}>In which language</h2>
          <ReviewLanguages review={review} />
        </section>
      </div>
    </div>
  );
}
