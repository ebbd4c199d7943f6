"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Link,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { CheckmarkCircleFilled, WarningFilled } from "@fluentui/react-icons";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Modal } from "@/components/ui/modal/modal";
import { outdated } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import type { Schedule } from "@/server/notifications/schema";
import { SendTimesTable } from "./table";
import type { SendPlan } from "./types";
import { planLines } from "./words";

// The chart library is large and comes only where there is something to draw.
const SendTimesChart = dynamic(() => import("./chart").then((module) => module.SendTimesChart), {
  ssr: false,
  loading: () => <div style={{ height: chartHeight }} />,
});

const chartHeight = 110;
const largest = 6;

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: "16px",
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    minWidth: 0,
  },
  head: { display: "flex", justifyContent: "space-between", gap: "12px", flexWrap: "wrap" },
  title: { fontSize: "14px", lineHeight: "20px", fontWeight: 600, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px" },
  foot: { display: "flex", justifyContent: "space-between", padding: "0 8px", fontSize: "13px" },
  scroll: { overflowX: "auto" },
  outdated,
  line: { display: "flex", gap: "6px", alignItems: "flex-start" },
  good: { color: tokens.colorStatusSuccessForeground1, flexShrink: 0 },
  warn: { color: tokens.colorStatusWarningForeground3, flexShrink: 0 },
  wide: { maxWidth: "720px" },
});

/** Picture 03: when how many devices get it, the largest send times, and what the clocks do. */
export function SendTimesCard(props: {
  plan: SendPlan;
  schedule: Schedule;
  appNames: string;
  isCounting: boolean;
}) {
  const styles = useStyles();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { plan, schedule } = props;
  const { instants } = plan;
  const total = instants.reduce((sum, { devices }) => sum + devices, 0);
  const top = [...instants]
    .sort((a, b) => b.devices - a.devices)
    .slice(0, largest)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const places = plan.kind === "local" ? `${schedule.time} in` : "Zones";
  return (
    <section className={styles.card} aria-label="Send times">
      <div className={styles.head}>
        <h2 className={styles.title}>
          {format.count(instants.length, "send time")} in{" "}
          {format.count(plan.zoneCount, "time zone")}
        </h2>
        <span className={styles.quiet}>
          {props.isCounting ? "Counting…" : `Devices by send time, ${format.zone}`}
        </span>
      </div>
      <div className={props.isCounting ? styles.outdated : undefined}>
        <SendTimesChart plan={plan} height={chartHeight} />
        <div className={styles.scroll}>
          <SendTimesTable instants={top} placesHead={places} />
        </div>
        <div className={styles.foot}>
          <Link as="button" onClick={() => setOpen(true)}>
            All {format.count(instants.length, "send time")}
          </Link>
          <b>{format.number(total)}</b>
        </div>
      </div>
      <PlanNotes plan={plan} schedule={schedule} appNames={props.appNames} />
      <Modal isOpen={isOpen} onClose={() => setOpen(false)} className={styles.wide}>
        <DialogBody>
          <DialogTitle>All send times</DialogTitle>
          <DialogContent>
            <SendTimesTable instants={instants} placesHead={places} />
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>Close</Button>
          </DialogActions>
        </DialogBody>
      </Modal>
    </section>
  );
}

/** One line about clock changes, others about passed times, quiet hours and unknown zones. */
export function PlanNotes(props: { plan: SendPlan; schedule: Schedule; appNames: string }) {
  const styles = useStyles();
  const format = useFormat();
  const { plan } = props;
  const lines = planLines(plan, props.schedule, { ...format, appNames: props.appNames });
  if (lines.length === 0) return null;
  const isCalm = plan.clockChanges.length === 0 && plan.passed.devices === 0;
  return (
    <div className={styles.line} role="note">
      {isCalm ? (
        <CheckmarkCircleFilled className={styles.good} />
      ) : (
        <WarningFilled className={styles.warn} />
      )}
      <span className={styles.quiet}>{lines.join(" ")}</span>
    </div>
  );
}
