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

/** Before anything was sent: how long still, and the plan. */
export function NotStarted({ notification }: { notification: Notification }) {
  const { status, sendAt } = notification;
  const trpc = useTRPC();
  const isPlanned = status === "scheduled" && sendAt !== null;
  const { data: review } = useQuery(
    trpc.notifications.preview.queryOptions({ id: notification.id }, { enabled: isPlanned }),
  );
  if (status === "cancelled") return <p>Cancelled before anything was sent.</p>;
  if (status === "paused") return <p>Paused. Nothing is sent until somebody resumes it.</p>;
  if (!isPlanned) return <p>Not sent yet.</p>;
  if (sendAt.getTime() <= Date.now()) return <p role="status">Starting…</p>;
  return (
    <>
      <Countdown notification={notification} firstAt={review?.plan?.firstAt} />
      <PlanPanel notification={notification} />
    </>
  );
}

/** With local times the clock of the first zone that has devices decides, which only the plan knows. */
function Countdown(props: { notification: Notification; firstAt: Date | undefined }) {
  const format = useFormat();
  const { sendAt, draft } = props.notification;
  const isLocal = draft.schedule.zone === "local" && !draft.schedule.immediately;
  const at = props.firstAt ?? (isLocal ? null : sendAt);
  if (!at) return <p>Sends at {draft.schedule.time} on each customer’s clock.</p>;
  return (
    <p>
      Sends in {format.duration(at.getTime() - Date.now())}, {isLocal && "first "}at{" "}
      {format.instant(at)}.
    </p>
  );
}

/** Before it is sent: who would get it, when and in which language, as of now. */
function PlanPanel({ notification }: { notification: Notification }) {
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
          labels={reviewLabels(review)}
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
