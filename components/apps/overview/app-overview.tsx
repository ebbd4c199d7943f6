"use client";

import { makeStyles } from "@fluentui/react-components";
import dynamic from "next/dynamic";
import type { AppDetails } from "@/components/apps/types";
import { ConnectSteps } from "./connect-steps";
import { PublicKeyCard } from "./public-key-card";

const RegistrationsChart = dynamic(
  () => import("./registrations-chart").then((m) => m.RegistrationsChart),
  { ssr: false },
);

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
    gap: "32px",
    alignItems: "start",
    "@media (max-width: 1079px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  column: { display: "flex", flexDirection: "column", gap: "24px", minWidth: 0 },
});

export function AppOverview({ app }: { app: AppDetails }) {
  const styles = useStyles();
  return (
    <div className={styles.columns}>
      <ConnectSteps app={app} />
      <div className={styles.column}>
        <RegistrationsChart app={app} />
        <PublicKeyCard app={app} />
      </div>
    </div>
  );
}
