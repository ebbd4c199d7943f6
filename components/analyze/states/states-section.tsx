"use client";

import { makeStyles } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { toAnalyzeInput, useAnalyzeState, viewOf } from "@/components/analyze/analyze-state";
import { centerStates, toastStates } from "@/components/analyze/words";
import { useDeferredInput } from "@/components/table/use-deferred-input";
import { useTRPC } from "@/components/trpc/query-provider";
import { Segments } from "@/components/ui/fields/segments";
import { daysOf } from "@/server/analyze/periods";
import { StatesCard } from "./states-card";

const useStyles = makeStyles({
  views: { display: "flex", justifyContent: "flex-end", marginBottom: "8px" },
  pair: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    gap: "16px",
    "@media (max-width: 1079.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
});

const views = [
  { key: "split", label: "Each on its scale" },
  { key: "stacked", label: "Stacked" },
  { key: "share", label: "Shares" },
] as const;

/** P-76: what customers did, by the day the toasts were sent, for toasts and for Action Center. */
export function StatesSection() {
  const styles = useStyles();
  const trpc = useTRPC();
  const [state, setState] = useAnalyzeState();
  const { input, isReloading } = useDeferredInput(toAnalyzeInput(state));
  const { data } = useSuspenseQuery(trpc.analyze.overTime.queryOptions(input));
  const days = useMemo(() => daysOf(data.period), [data.period]);
  const view = viewOf(state);
  const common = {
    ...{ days, rows: data.days, view, chosen: state.day },
    onChoose: (day: string) => setState({ day: day === state.day ? "" : day }),
  };
  return (
    <div aria-busy={isReloading}>
      <div className={styles.views}>
        <Segments
          isSmall
          label="How the graphs are drawn"
          items={views}
          selected={view}
          onSelect={(chosen) => setState({ view: chosen }, { replace: true })}
        />
      </div>
      <div className={styles.pair}>
        <StatesCard title="What customers did with toasts" states={toastStates} {...common} />
        <StatesCard title="What customers did in Action Center" states={centerStates} {...common} />
      </div>
    </div>
  );
}
