"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { reasonLabels } from "@/components/notifications/reasons";
import { useFormat } from "@/components/ui/use-format";
import type { Reason } from "@/db/enums";

const useStyles = makeStyles({
  table: { width: "100%", borderCollapse: "collapse", fontSize: "13px" },
  row: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, height: "29px" },
  label: {
    textAlign: "left",
    fontWeight: 400,
    padding: "4px 12px 4px 8px",
    whiteSpace: "nowrap",
    "@media (max-width: 639.98px)": { whiteSpace: "normal", overflowWrap: "anywhere" },
  },
  bars: { width: "55%", "@media (max-width: 639.98px)": { width: "35%" } },
  strong: { fontWeight: 600 },
  track: {
    position: "relative",
    height: "10px",
    minWidth: "64px",
    backgroundColor: tokens.colorNeutralStroke3,
    borderRadius: "2px",
  },
  bar: { position: "absolute", top: 0, bottom: 0, borderRadius: "2px", minWidth: "1px" },
  all: { backgroundColor: tokens.colorNeutralStroke1 },
  out: { backgroundColor: tokens.colorNeutralForeground3 },
  left: { backgroundColor: tokens.colorCompoundBrandBackground },
  number: { textAlign: "right", paddingRight: "8px", paddingLeft: "12px", whiteSpace: "nowrap" },
  hidden: {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
  },
});

interface Step {
  label: string;
  count: number;
  from: number;
  to: number;
  look: "all" | "out" | "left";
}

/** The audience as a waterfall: every device of the population under exactly one reason. */
export function Ledger(props: {
  population: number;
  frozen: number;
  reasons: { reason: Reason; count: number }[];
  populationLabel: string;
  /** Where a reason can be said more exactly. */
  labels?: Partial<Record<Reason, string>>;
}) {
  const styles = useStyles();
  const format = useFormat();
  let left = props.population;
  const steps: Step[] = [
    {
      label: props.populationLabel,
      count: props.population,
      from: 0,
      to: props.population,
      look: "all",
    },
  ];
  for (const { reason, count } of props.reasons) {
    if (count === 0) continue;
    steps.push({
      label: props.labels?.[reason] ?? reasonLabels[reason],
      count,
      from: left - count,
      to: left,
      look: "out",
    });
    left -= count;
  }
  steps.push({
    label: "Will be sent to",
    count: props.frozen,
    from: 0,
    to: props.frozen,
    look: "left",
  });
  const share = (value: number) =>
    `${props.population === 0 ? 0 : (value / props.population) * 100}%`;
  return (
    <table className={styles.table}>
      <caption className={styles.hidden}>
        Devices. Every device is counted under exactly one reason.
      </caption>
      <tbody>
        {steps.map((step) => (
          <tr key={step.label} className={styles.row}>
            <th
              scope="row"
              className={mergeClasses(styles.label, step.look !== "out" && styles.strong)}
            >
              {step.label}
            </th>
            <td className={styles.bars}>
              <div className={styles.track} aria-hidden>
                <div
                  className={mergeClasses(styles.bar, styles[step.look])}
                  style={{ left: share(step.from), width: share(step.to - step.from) }}
                />
              </div>
            </td>
            <td className={mergeClasses(styles.number, step.look !== "out" && styles.strong)}>
              {step.look === "out" ? `−${format.number(step.count)}` : format.number(step.count)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
