"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Ledger } from "@/components/notifications/wizard/audience/ledger";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { usePlainTable } from "@/components/table/plain-table";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { ReviewConfirm } from "./review-confirm";
import { ReviewLanguages, reviewLabels } from "./review-languages";
import { ReviewProblems } from "./review-problems";
import { ReviewWhen } from "./review-when";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) 336px",
    gap: "24px",
    alignItems: "start",
    "@media (max-width: 1079px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  main: { display: "flex", flexDirection: "column", gap: "16px", minWidth: 0 },
  pair: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
    gap: "24px",
    "@media (max-width: 899px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  side: { display: "flex", flexDirection: "column", gap: "16px" },
  head: {
    display: "flex",
    flexWrap: "wrap",
    justifyContent: "space-between",
    alignItems: "center",
    gap: "4px 12px",
  },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  quiet: {
    display: "flex",
    alignItems: "center",
    gap: "8px",
    color: tokens.colorNeutralForeground3,
    fontSize: "12px",
  },
});

export type Review = RouterOutputs["notifications"]["preview"];

/** The dry run: exactly what Send would do, before anything is sent. */
export function ReviewStep() {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const { notification, apps, draft } = useDraft();
  const {
    data: review,
    refetch,
    isFetching,
  } = useSuspenseQuery(
    trpc.notifications.preview.queryOptions({ id: notification.id }, { staleTime: 0 }),
  );
  const names = apps.filter(({ id }) => draft.audience.appIds.includes(id)).map(({ name }) => name);
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <div className={styles.head}>
          <h2 className={styles.heading}>Who gets it</h2>
          <span className={styles.quiet}>
            Computed {format.time(review.computedAt)} in {(review.tookMs / 1000).toFixed(1)} s
            <Button
              size="small"
              icon={<ArrowClockwiseRegular />}
              disabledFocusable={isFetching}
              onClick={() => refetch()}
            >
              Run again
            </Button>
          </span>
        </div>
        <Ledger
          population={review.reach.population}
          frozen={review.reach.frozen}
          reasons={review.reach.reasons}
          labels={reviewLabels(review)}
          populationLabel={`Registered with ${names.join(", ") || "no app"}`}
        />
        <Apps review={review} />
        <div className={styles.pair}>
          <section>
            <h2 className={styles.heading}>When</h2>
            <ReviewWhen review={review} appNames={names.join(", ")} />
          </section>
          <section>
            <h2 className={styles.heading}>In which language</h2>
            <ReviewLanguages review={review} />
          </section>
        </div>
      </div>
      <div className={styles.side}>
        <ReviewConfirm review={review} appNames={names} onAgain={() => refetch()} />
        <ReviewProblems id={notification.id} review={review} />
      </div>
    </div>
  );
}

/** With several apps, how many of each. */
function Apps({ review }: { review: Review }) {
  const table = usePlainTable();
  const format = useFormat();
  const { apps } = useDraft();
  const { byApp } = review.reach;
  if (byApp.length < 2) return null;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th className={table.head}>App</th>
          <th className={table.headNumber}>Devices</th>
        </tr>
      </thead>
      <tbody>
        {byApp.map(({ appId, count }) => (
          <tr key={appId} className={table.row}>
            <td className={table.cell}>{apps.find(({ id }) => id === appId)?.name}</td>
            <td className={table.number}>{format.number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
