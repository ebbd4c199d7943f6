"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowRepeatAllRegular } from "@fluentui/react-icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/query-provider";
import { StatusIcon } from "@/components/ui/status";
import { useFormat } from "@/components/ui/use-format";
import { runsShown } from "../paging";
import type { ShownRun } from "../run-words";
import { runLooks } from "../run-words";
import { RunDetails } from "./run-details";

const useStyles = makeStyles({
  head: { display: "flex", justifyContent: "space-between", alignItems: "baseline", gap: "8px" },
  title: { margin: 0, fontSize: "16px", lineHeight: "22px", fontWeight: 600 },
  quiet: { fontSize: "12px", color: tokens.colorNeutralForeground3 },
  list: { margin: "8px 0", padding: 0, listStyle: "none" },
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  line: { display: "flex", alignItems: "flex-start", gap: "8px" },
  open: {
    flex: 1,
    minWidth: 0,
    display: "grid",
    gridTemplateColumns: "84px 1fr auto",
    gap: "10px",
    padding: "6px 0",
    border: "none",
    background: "none",
    textAlign: "left",
    font: "inherit",
    fontSize: "13px",
    lineHeight: "18px",
    color: tokens.colorNeutralForeground1,
    cursor: "pointer",
  },
  day: { display: "block", fontSize: "12px", color: tokens.colorNeutralForeground3 },
  result: { display: "grid", gridTemplateColumns: "16px 1fr", columnGap: "6px", minWidth: 0 },
  detail: {
    gridColumn: 2,
    fontSize: "12px",
    color: tokens.colorNeutralForeground3,
    overflowWrap: "anywhere",
  },
  foot: { display: "flex", gap: "8px", justifyContent: "space-between", alignItems: "center" },
  pager: { display: "flex", gap: "4px", flexShrink: 0 },
});

/** The runs of a flow, newest first; one opens in place. */
export function RunHistory(props: {
  id: string;
  mayReplay: boolean;
  onReplay(run: ShownRun): void;
}) {
  const styles = useStyles();
  const trpc = useTRPC();
  const format = useFormat();
  const [page, setPage] = useState(1);
  const [openId, setOpenId] = useState<number>();
  const { data } = useQuery(
    trpc.flows.runs.list.queryOptions(
      { id: props.id, page, size: runsShown },
      { refetchInterval: 2_000, placeholderData: keepPreviousData },
    ),
  );
  const share = data && data.recent > 0 ? (data.recent - data.failed) / data.recent : undefined;
  return (
    <section aria-label="Run history">
      <div className={styles.head}>
        <h2 className={styles.title}>Run history</h2>
        <span className={styles.quiet}>{format.zone}</span>
      </div>
      {data?.total === 0 && (
        <p className={styles.quiet}>No runs yet. Test sends the last request, or one you write.</p>
      )}
      <ul className={styles.list}>
        {data?.rows.map((run) => (
          <li key={run.id} className={styles.item}>
            <div className={styles.line}>
              <button
                type="button"
                className={styles.open}
                aria-expanded={openId === run.id}
                onClick={() => setOpenId(openId === run.id ? undefined : run.id)}
              >
                <span>
                  {format.clock(run.createdAt)}
                  <span className={styles.day}>{format.date(run.createdAt)}</span>
                </span>
                <span className={styles.result}>
                  <StatusIcon look={runLooks[run.status]} />
                  {runLooks[run.status].label}
                  <span className={styles.detail}>{resultText(run)}</span>
                </span>
                <span>{tookText(run)}</span>
              </button>
              <Button
                appearance="subtle"
                size="small"
                icon={<ArrowRepeatAllRegular />}
                aria-label={`Replay the run of ${format.instant(run.createdAt)}`}
                title="Replay with today’s flow"
                disabled={!props.mayReplay}
                onClick={() => props.onReplay(run)}
              />
            </div>
            {openId === run.id && (
              <RunDetails
                run={run}
                mayReplay={props.mayReplay}
                onReplay={() => props.onReplay(run)}
              />
            )}
          </li>
        ))}
      </ul>
      {data && data.total > 0 && (
        <div className={styles.foot}>
          <span className={styles.quiet}>
            {format.number(data.total)} runs
            {share !== undefined && `, ${format.rate(share)} without a failure in 30 days`}
          </span>
          <span className={styles.pager}>
            <Button size="small" disabled={page === 1} onClick={() => setPage(page - 1)}>
              Newer
            </Button>
            <Button
              size="small"
              disabled={page * runsShown >= data.total}
              onClick={() => setPage(page + 1)}
            >
              Older
            </Button>
          </span>
        </div>
      )}
    </section>
  );
}

function resultText(run: ShownRun): string {
  if (run.status === "sent") {
    const devices = `${run.devices ?? 0} device${run.devices === 1 ? "" : "s"}`;
    return run.detail ? `${devices}. ${run.detail}` : devices;
  }
  return run.detail ?? "";
}

function tookText(run: ShownRun): string {
  if (!run.finishedAt) return "";
  const ms = run.finishedAt.getTime() - run.createdAt.getTime();
  return ms < 1_000 ? `${Math.max(0, ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
