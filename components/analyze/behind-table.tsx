"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { AppLink } from "@/components/layout/app-link";
import { usePlainTable } from "@/components/table/plain-table";
import { useDeferredInput } from "@/components/table/use-deferred-input";
import { useTRPC } from "@/components/trpc/query-provider";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import { shareOf } from "@/server/analyze/uncertainty";
import { toBehindInput, useAnalyzeState } from "./analyze-state";

const useStyles = makeStyles({
  heading: { ...type.h2, margin: "24px 0 4px" },
  scroll: { overflowX: "auto" },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What the figures are made of: the toasts of the period, the filters and the chosen day. */
export function BehindTable() {
  const styles = useStyles();
  const table = usePlainTable();
  const format = useFormat();
  const trpc = useTRPC();
  const [state] = useAnalyzeState();
  const { input, isReloading } = useDeferredInput(toBehindInput(state));
  const { data } = useSuspenseQuery(trpc.analyze.list.queryOptions(input));
  const rate = (part: number, whole: number) => format.rate(shareOf({ part, whole }));
  return (
    <section aria-labelledby="behind" aria-busy={isReloading}>
      <h2 id="behind" className={styles.heading}>
        {input.day
          ? `Notifications of ${format.utcDay(input.day)}`
          : "Notifications behind these figures"}
      </h2>
      {data.length === 0 ? (
        <p className={styles.quiet}>No toast was sent or opened then.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className={styles.scroll} tabIndex={0}>
          <table className={table.table}>
            <thead>
              <tr>
                <th className={table.head}>Name</th>
                <th className={table.head}>Send time (UTC)</th>
                <th className={table.headNumber}>Toasts sent</th>
                <th className={table.headNumber}>Toast CTR</th>
                <th className={table.headNumber}>Action Center CTR</th>
                <th className={table.headNumber}>App launch rate</th>
              </tr>
            </thead>
            <tbody>
              {data.map((row) => (
                <tr key={row.id} className={table.row}>
                  <td className={table.cell}>
                    <AppLink href={`/notifications/${row.id}`}>{row.name}</AppLink>
                  </td>
                  <td className={table.cell}>{row.sentAt ? format.dateTime(row.sentAt) : "—"}</td>
                  <td className={table.number}>{format.number(row.toastsSent)}</td>
                  {row.isTracked ? (
                    <>
                      <td className={table.number}>{rate(row.toastActivated, row.toastsSent)}</td>
                      <td className={table.number}>{rate(row.centerActivated, row.centerShown)}</td>
                      <td className={table.number}>{rate(row.launched, row.toastsSent)}</td>
                    </>
                  ) : (
                    <>
                      <td className={`${table.number} ${styles.quiet}`}>—</td>
                      <td className={`${table.number} ${styles.quiet}`}>—</td>
                      <td className={`${table.number} ${styles.quiet}`}>Not tracked</td>
                    </>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
