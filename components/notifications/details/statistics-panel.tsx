"use client";

import { makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { sendTimesText } from "@/components/notifications/list/send-time";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";
import { BreakdownTable } from "./breakdown-table";
import { FailuresTable } from "./failures-table";
import { Funnel } from "./funnel";
import { NotStarted } from "./plan-panel";
import { SeriesRuns } from "./series-runs";
import { StatesList } from "./states-list";
import { StatisticsTable } from "./statistics-table";

const LaunchesChart = dynamic(() => import("./launches-chart").then((m) => m.LaunchesChart), {
  ssr: false,
});

const LocalHoursChart = dynamic(
  () => import("./local-hours-chart").then((m) => m.LocalHoursChart),
  { ssr: false },
);

const providerNames: Record<string, string> = {
  wns: "WNS",
  webpush: "Web Push",
  fcm: "FCM",
  apns: "APNs",
};

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 0.8fr)",
    gap: "16px 32px",
    alignItems: "start",
    "@media (max-width: 899px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  whole: { gridColumn: "1 / -1" },
  section: { minWidth: 0, overflowX: "auto" },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: "8px 0 4px" },
  moving: { display: "flex", flexDirection: "column", gap: "4px", marginBottom: "12px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

type Notification = RouterOutputs["notifications"]["byId"];
const marketNames = new Intl.DisplayNames("en", { type: "region" });

/** Delivery statistics exactly as in the seed, and what explains them. */
export function StatisticsPanel(props: { notification: Notification; isMoving: boolean }) {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const { notification } = props;
  const { data } = useSuspenseQuery(
    trpc.deliveries.overview.queryOptions(
      { id: notification.id },
      { refetchInterval: props.isMoving ? 1_000 : 5_000 },
    ),
  );
  if (notification.draft.schedule.repeat) return <SeriesRuns notification={notification} />;
  if (notification.frozenAt === null) return <NotStarted notification={notification} />;
  const frozen = data.frozen ?? 0;
  const recorded = frozen - data.sending;
  return (
    <>
      {notification.status === "sending" && (
        <div className={styles.moving} role="status">
          <ProgressBar value={frozen === 0 ? 0 : recorded / frozen} thickness="large" />
          <span className={styles.quiet}>
            {format.number(recorded)} of {format.number(frozen)}
            {notification.progress?.ratePerSecond
              ? ` · ${format.number(Math.round(notification.progress.ratePerSecond))}/s`
              : ""}
            {notification.progress?.sendTimes
              ? ` · ${sendTimesText(notification.progress.sendTimes, format)}`
              : ""}
          </span>
        </div>
      )}
      <div className={styles.columns}>
        <Section heading="Delivery statistics">
          <StatisticsTable counts={data} />
        </Section>
        <Section heading="From audience to launch">
          <Funnel
            facts={{ ...data, population: data.population ?? 0, frozen }}
            appNames={notification.apps.map(({ name }) => name).join(", ")}
          />
        </Section>
        {data.isTracked && notification.kind === "toast" && (
          <div className={styles.whole}>
            <Section heading="What customers did">
              <StatesList states={data.states} sent={data.sent} />
            </Section>
          </div>
        )}
        <div className={styles.whole}>
          <Section heading="Why deliveries failed">
            <FailuresTable failures={data.failures} />
          </Section>
        </div>
        <Section heading="By market">
          <BreakdownTable
            heading="Market"
            rows={data.byMarket}
            nameOf={(code) => marketNames.of(code) ?? code}
            isTracked={data.isTracked}
          />
        </Section>
        <Section heading="By language">
          <BreakdownTable
            heading="Language"
            rows={data.byLanguage}
            nameOf={(code) => languageName(code)}
            isTracked={data.isTracked}
          />
        </Section>
        <Section heading="By app version">
          <BreakdownTable
            heading="Version"
            rows={data.byVersion}
            nameOf={(version) => version || "Not known"}
            isTracked={data.isTracked}
          />
        </Section>
        <Section heading="By push service">
          <BreakdownTable
            heading="Push service"
            rows={data.byProvider}
            nameOf={(provider) => providerNames[provider] ?? provider}
            isTracked={data.isTracked}
          />
        </Section>
        {data.isTracked && notification.startedAt && (
          <>
            <Section heading="Launches">
              <LaunchesChart start={notification.startedAt} hours={data.launchesByHour} />
            </Section>
            <Section heading="Launches by local hour">
              <LocalHoursChart id={notification.id} />
            </Section>
          </>
        )}
      </div>
    </>
  );
}

function Section(props: { heading: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{props.heading}</h2>
      {props.children}
    </section>
  );
}
