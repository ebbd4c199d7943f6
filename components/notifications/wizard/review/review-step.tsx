"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Ledger } from "@/components/notifications/wizard/audience/ledger";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { usePlainTable } from "@/components/table/plain-table";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";
import { ReviewConfirm } from "./review-confirm";
import { ReviewProblems } from "./review-problems";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) 336px",
    gap: "24px",
    alignItems: "start",
    "@media (max-width: 1079px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  main: { display: "flex", flexDirection: "column", gap: "16px", minWidth: 0 },
  side: { display: "flex", flexDirection: "column", gap: "16px" },
  head: { display: "flex", justifyContent: "space-between", alignItems: "center", gap: "12px" },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
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
            Computed {format.time(review.computedAt)} in {(review.tookMs / 1000).toFixed(1)} s{" "}
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
          populationLabel={`Registered with ${names.join(", ") || "no app"}`}
        />
        <h2 className={styles.heading}>When</h2>
        <When review={review} />
        <h2 className={styles.heading}>In which language</h2>
        <Languages review={review} />
      </div>
      <div className={styles.side}>
        <ReviewConfirm review={review} appNames={names} onAgain={() => refetch()} />
        <ReviewProblems id={notification.id} review={review} />
      </div>
    </div>
  );
}

function When({ review }: { review: Review }) {
  const format = useFormat();
  const { plan } = review;
  if (!plan) return <p>Choose a date and a time in Settings.</p>;
  if (plan.kind === "at_once") return <p>At once, as soon as you send.</p>;
  if (plan.kind === "spread") {
    return <p>Spread evenly over 24 hours, until {format.instant(plan.lastAt)}.</p>;
  }
  return (
    <p>
      {format.instant(plan.firstAt)}
      {plan.instants.length > 1
        ? ` to ${format.instant(plan.lastAt)}, ${plan.instants.length} send times`
        : ""}
      .
    </p>
  );
}

const shownLanguages = 8;

function Languages({ review }: { review: Review }) {
  const table = usePlainTable();
  const format = useFormat();
  const shown = review.languages.slice(0, shownLanguages);
  const others = review.languages.slice(shownLanguages);
  const othersCount = others.reduce((sum, { devices }) => sum + devices, 0);
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th className={table.head}>Device language</th>
          <th className={table.head}>Gets</th>
          <th className={table.headNumber}>Devices</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row.deviceLanguage} className={table.row}>
            <td className={table.cell}>{languageName(row.deviceLanguage)}</td>
            <td className={table.cell}>{languageName(row.contentLanguage)}</td>
            <td className={table.number}>{format.number(row.devices)}</td>
          </tr>
        ))}
        {others.length > 0 && (
          <tr className={table.row}>
            <td className={table.cell}>{format.count(others.length, "other")}</td>
            <td className={table.cell} />
            <td className={table.number}>{format.number(othersCount)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
