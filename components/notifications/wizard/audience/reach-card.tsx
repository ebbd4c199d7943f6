"use client";

import { makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import { reasonLabels } from "@/components/notifications/reasons";
import { outdated } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import { useReach } from "./use-reach";

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: "16px",
    display: "flex",
    flexDirection: "column",
    gap: "8px",
  },
  head: { display: "flex", justifyContent: "space-between", gap: "12px" },
  title: { fontSize: "14px", lineHeight: "20px", fontWeight: 600, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px" },
  figure: { fontSize: "24px", lineHeight: "32px", fontWeight: 600 },
  reasons: { display: "flex", flexWrap: "wrap", columnGap: "16px", rowGap: "4px" },
  outdated,
});

/** Reach now: exact people and devices of the draft as it stands, and the reasons why others fall out. */
export function ReachCard() {
  const styles = useStyles();
  const format = useFormat();
  const { reach, isCounting } = useReach();
  if (!reach) {
    return (
      <section className={styles.card} aria-label="Reach now">
        <h2 className={styles.title}>Reach now</h2>
        <span className={styles.quiet}>Choose an app to see how many people this reaches.</span>
      </section>
    );
  }
  const reasons = reach.reasons.filter((reason) => reason.count > 0);
  return (
    <section className={styles.card} aria-label="Reach now">
      <div className={styles.head}>
        <h2 className={styles.title}>Reach now</h2>
        <span className={styles.quiet}>
          {isCounting ? "Counting…" : `Counted ${format.time(reach.countedAt)}`}
        </span>
      </div>
      <div className={isCounting ? styles.outdated : undefined}>
        <span className={styles.figure}>{format.number(reach.people)}</span>{" "}
        <span className={styles.quiet}>
          people on {format.number(reach.frozen)} of {format.number(reach.population)} devices
        </span>
      </div>
      <ProgressBar
        thickness="large"
        value={reach.population === 0 ? 0 : reach.frozen / reach.population}
        aria-label="Share of the registered devices"
      />
      <div className={styles.reasons}>
        {reasons.map(({ reason, count }) => (
          <span key={reason} className={styles.quiet}>
            {reasonLabels[reason]} <b>{format.number(count)}</b>
          </span>
        ))}
      </div>
    </section>
  );
}
