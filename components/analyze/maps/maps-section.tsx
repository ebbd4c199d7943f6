"use client";

import { makeStyles } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { listOf, toAnalyzeInput, useAnalyzeState } from "@/components/analyze/analyze-state";
import { centerRate, toastRate } from "@/components/analyze/words";
import { useDeferredInput } from "@/components/table/use-deferred-input";
import { useTRPC } from "@/components/trpc/query-provider";
import { MapCard } from "./map-card";

const useStyles = makeStyles({
  pair: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    gap: "16px",
    marginTop: "16px",
    "@media (max-width: 1079.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
});

/** P-77: click-through rate by market, of toasts and in Action Center. A click on a market filters by it. */
export function MapsSection({ period }: { period: { from: string; to: string } }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const [state, setState] = useAnalyzeState();
  const { input, isReloading } = useDeferredInput(toAnalyzeInput(state));
  const { data } = useSuspenseQuery(trpc.analyze.byMarket.queryOptions(input));
  const chosen = listOf(state.market);
  const onChoose = (market: string) =>
    setState({ market: chosen.length === 1 && chosen[0] === market ? "" : market });
  return (
    <div className={styles.pair} aria-busy={isReloading}>
      <MapCard kind={toastRate} rows={data} period={period} onChoose={onChoose} />
      <MapCard kind={centerRate} rows={data} period={period} onChoose={onChoose} />
    </div>
  );
}
