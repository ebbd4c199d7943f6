"use client";

import { Button, Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { AppLink } from "@/components/layout/app-link";
import { usePlainTable } from "@/components/table/plain-table";
import { useDeferredInput } from "@/components/table/use-deferred-input";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import { shareOf } from "@/server/analyze/uncertainty";
import { toBehindInput, useAnalyzeState } from "./analyze-state";

const phone = "@media (max-width: 639.98px)";

const useStyles = makeStyles({
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px",
    margin: "24px 0 4px",
  },
  heading: { ...type.h2, margin: 0, scrollMarginTop: "16px" },
  quiet: { color: tokens.colorNeutralForeground3 },
  wide: { [phone]: { display: "none" } },
  // On a phone the time stands under the name.
  time: { display: "none", [phone]: { display: "block", color: tokens.colorNeutralForeground3 } },
  more: { marginTop: "8px" },
});

const shownAtFirst = 10;

/** What the figures are made of: the toasts of the period, the filters and the chosen day. */
export function BehindTable() {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const [state, setState] = useAnalyzeState();
  const [isWhole, setWhole] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { input, isReloading } = useDeferredInput(toBehindInput(state));
  const { data } = useSuspenseQuery(trpc.analyze.list.queryOptions(input));
  useComeIntoView(heading, input.day);
  const { rows, total } = data;
  return (
    <section aria-labelledby="behind" aria-busy={isReloading}>
      <div className={styles.head}>
        <h2 id="behind" ref={heading} className={styles.heading}>
          {input.day
            ? `Notifications of ${format.utcDay(input.day)}`
            : "Notifications behind these figures"}
        </h2>
        {input.day && (
          <Button size="small" icon={<DismissRegular />} onClick={() => setState({ day: "" })}>
            Show all days
          </Button>
        )}
      </div>
      {total === 0 ? (
        <p className={styles.quiet}>No toast was sent or opened then.</p>
      ) : (
        <Rows rows={isWhole ? rows : rows.slice(0, shownAtFirst)} />
      )}
      {!isWhole && total > shownAtFirst && (
        <Link as="button" className={styles.more} onClick={() => setWhole(true)}>
          {total > rows.length
            ? `The ${rows.length} largest of ${format.count(total, "notification")}`
            : `All ${format.count(total, "notification")}`}
        </Link>
      )}
      {isWhole && total > rows.length && (
        <p className={styles.quiet}>
          The {rows.length} largest of {format.count(total, "notification")}. Choose a day, an app
          or a market for others.
        </p>
      )}
    </section>
  );
}

/** A chosen day shows far below the graph it was chosen in. One that the address brought along stays where it is. */
function useComeIntoView(heading: RefObject<HTMLElement | null>, day: string | undefined): void {
  const before = useRef(day);
  useEffect(() => {
    if (day && day !== before.current) heading.current?.scrollIntoView({ block: "center" });
    before.current = day;
  }, [heading, day]);
}

type BehindRow = RouterOutputs["analyze"]["list"]["rows"][number];

function Rows({ rows }: { rows: BehindRow[] }) {
  const styles = useStyles();
  const table = usePlainTable();
  const format = useFormat();
  const rate = (part: number, whole: number) => format.rate(shareOf({ part, whole }));
  const wideNumber = mergeClasses(table.number, styles.wide);
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th className={table.head}>Name</th>
          <th className={mergeClasses(table.head, styles.wide)}>Send time (UTC)</th>
          <th className={table.headNumber}>Toasts sent</th>
          <th className={table.headNumber}>Toast CTR</th>
          <th className={mergeClasses(table.headNumber, styles.wide)}>Action Center CTR</th>
          <th className={mergeClasses(table.headNumber, styles.wide)}>App launch rate</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const at = row.sentAt ? format.dateTime(row.sentAt) : "—";
          return (
            <tr key={row.id} className={table.row}>
              <td className={table.cell}>
                <div>
                  <AppLink href={`/notifications/${row.id}`}>{row.name}</AppLink>
                </div>
                <div className={styles.time}>{at}</div>
              </td>
              <td className={mergeClasses(table.cell, styles.wide)}>{at}</td>
              <td className={table.number}>{format.number(row.toastsSent)}</td>
              {row.isTracked ? (
                <>
                  <td className={table.number}>{rate(row.toastActivated, row.toastsSent)}</td>
                  <td className={wideNumber}>{rate(row.centerActivated, row.centerShown)}</td>
                  <td className={wideNumber}>{rate(row.launched, row.toastsSent)}</td>
                </>
              ) : (
                <>
                  <td className={mergeClasses(table.number, styles.quiet)}>—</td>
                  <td className={mergeClasses(wideNumber, styles.quiet)}>—</td>
                  <td className={mergeClasses(wideNumber, styles.quiet)}>Not tracked</td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
