"use client";

import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  tokens,
} from "@fluentui/react-components";
import { ArrowDownloadRegular, FilterRegular } from "@fluentui/react-icons";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { saveText } from "@/components/charts/save-chart";
import { useDeferredInput } from "@/components/table/use-deferred-input";
import { failureOf } from "@/components/trpc/failure";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";
import { dayOf } from "@/server/analyze/periods";
import { toAnalyzeInput, useAnalyzeState } from "./analyze-state";
import { BehindTable } from "./behind-table";
import { Figures } from "./figures";
import { FilterPanel, FilterPills } from "./filters";
import { MapsSection } from "./maps/maps-section";
import { CustomRange, PeriodSegments } from "./period-picker";
import { StatesSection } from "./states/states-section";
import { NoReports, NoToasts } from "./unreported";
import { hasReports } from "./words";

const useStyles = makeStyles({
  root: { position: "relative" },
  tools: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px 12px",
    padding: "8px 0",
  },
  range: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
  end: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px", marginLeft: "auto" },
  progress: { position: "absolute", top: 0, left: 0, right: 0 },
  note: {
    color: tokens.colorNeutralForeground3,
    fontSize: "12px",
    lineHeight: "16px",
    margin: "16px 0 0",
  },
  skeleton: { minHeight: "300px" },
});

type Overview = RouterOutputs["analyze"]["overview"];

/** P-75 to P-79: user activity for all notifications. Period and filters act on everything and stand in the URL. */
export function AnalyzeTab() {
  const styles = useStyles();
  const trpc = useTRPC();
  const [state] = useAnalyzeState();
  const { input, isReloading } = useDeferredInput(toAnalyzeInput(state));
  const { data } = useSuspenseQuery(
    trpc.analyze.overview.queryOptions(input, { refetchInterval: 30_000 }),
  );
  const isFiltered = input.appIds.length + input.markets.length > 0;
  return (
    <div className={styles.root} aria-busy={isReloading}>
      {isReloading && (
        <ProgressBar className={styles.progress} thickness="medium" aria-label="Loading" />
      )}
      <Tools overview={data} />
      <Differences overview={data} />
      {data.now.toastsSent === 0 ? (
        <NoToasts isFiltered={isFiltered} />
      ) : (
        <Content overview={data} />
      )}
      <AsOf overview={data} />
    </div>
  );
}

function Content({ overview }: { overview: Overview }) {
  const styles = useStyles();
  const { now, before, period, apps } = overview;
  const silent = apps.filter(({ reports, trackedSent }) => reports === 0 && trackedSent > 0);
  const waiting = <div className={styles.skeleton} />;
  return (
    <>
      <Figures now={now} before={before} days={period.days} />
      {hasReports(now) ? (
        <>
          {silent.length > 0 && <Silent apps={silent} />}
          <QueryBoundary fallback={waiting} failed="The graphs could not be loaded.">
            <StatesSection />
          </QueryBoundary>
          <QueryBoundary fallback={waiting} failed="The maps could not be loaded.">
            <MapsSection period={period} />
          </QueryBoundary>
        </>
      ) : (
        <NoReports apps={silent} isTracked={now.trackedSent > 0} />
      )}
      <QueryBoundary fallback={waiting} failed="The notifications could not be loaded.">
        <BehindTable />
      </QueryBoundary>
    </>
  );
}

function Tools({ overview }: { overview: Overview }) {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const [state] = useAnalyzeState();
  const [isCustomOpen, setCustomOpen] = useState(false);
  const [isFiltering, setFiltering] = useState(state.app !== "" || state.market !== "");
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  const exportCsv = useExport();
  const { period } = overview;
  return (
    <>
      <div className={styles.tools}>
        <PeriodSegments isCustomOpen={isCustomOpen} onCustom={setCustomOpen} />
        <span className={styles.range}>{format.utcRange(period.from, period.to)}, UTC</span>
        <div className={styles.end}>
          <FilterPills apps={apps} />
          <Button
            icon={<FilterRegular />}
            aria-expanded={isFiltering}
            onClick={() => setFiltering(!isFiltering)}
          >
            Filters
          </Button>
          <Button appearance="subtle" icon={<ArrowDownloadRegular />} onClick={exportCsv}>
            Export CSV
          </Button>
        </div>
      </div>
      {isCustomOpen && (
        <CustomRange
          period={period}
          today={dayOf(overview.asOf)}
          onDone={() => setCustomOpen(false)}
        />
      )}
      {isFiltering && <FilterPanel apps={apps} />}
    </>
  );
}

function useExport() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const [state] = useAnalyzeState();
  return async () => {
    try {
      const csv = await client.fetchQuery(trpc.analyze.export.queryOptions(toAnalyzeInput(state)));
      saveText("analyze.csv", csv);
    } catch (error) {
      message(failureOf(error).message, "error");
    }
  };
}

/** Apps that got toasts and reported nothing: what is shown is without them. */
function Silent({ apps }: { apps: { name: string }[] }) {
  const styles = useStyles();
  const names = apps.map(({ name }) => name).join(" and ");
  return (
    <p className={styles.note}>
      {names} {apps.length === 1 ? "reports" : "report"} nothing yet and{" "}
      {apps.length === 1 ? "is" : "are"} not in the graphs and maps.
    </p>
  );
}

/** The alarm of the recount. */
function Differences({ overview: { recount } }: { overview: Overview }) {
  const format = useFormat();
  if (!recount || recount.differenceCount === 0) return null;
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        The recount of {format.instant(recount.at)} found{" "}
        {format.count(recount.differenceCount, "number")} that differ from the deliveries and
        reports behind them. The server’s log names them; the rows are right.
      </MessageBarBody>
    </MessageBar>
  );
}

function AsOf({ overview: { asOf, recount } }: { overview: Overview }) {
  const styles = useStyles();
  const format = useFormat();
  const checked =
    recount?.differenceCount === 0
      ? ` Recounted from the rows on ${format.instant(recount.at)}: ${format.count(recount.notifications, "notification")}, no difference.`
      : "";
  return (
    <p className={styles.note}>
      As of {format.instant(asOf)}. Days are UTC.{checked}
    </p>
  );
}
