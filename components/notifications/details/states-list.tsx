"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { Swatch } from "@/components/charts/legend";
import { Term } from "@/components/charts/term";
import { usePlainTable } from "@/components/table/plain-table";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import { chartColors } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";

type States = RouterOutputs["deliveries"]["overview"]["states"];

const useStyles = makeStyles({
  name: { display: "flex", alignItems: "center", gap: "8px" },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What customers did with this toast, on the screen and in Action Center (P-76). */
export function StatesList(props: { states: States; sent: number }) {
  const styles = useStyles();
  const table = usePlainTable();
  const format = useFormat();
  const { states, sent } = props;
  const left =
    states.action_center_shown -
    states.action_center_activated -
    states.action_center_dismissed -
    states.action_center_timed_out;
  const rows = [
    {
      key: "activated",
      label: "Activated",
      meaning: "Selected.",
      color: chartColors.activated,
      toast: states.toast_activated,
      center: states.action_center_activated,
    },
    {
      key: "dismissed",
      label: "Dismissed",
      meaning: "Taken away by the customer or the app.",
      color: chartColors.dismissed,
      toast: states.toast_dismissed,
      center: states.action_center_dismissed,
    },
    {
      key: "timed-out",
      label: "Timed out, still there",
      meaning:
        "On the screen: nobody reacted, and it went to Action Center. In Action Center: nothing is known to have happened since.",
      color: chartColors.timedOut,
      toast: states.toast_timed_out,
      center: Math.max(0, left),
    },
    {
      key: "failed",
      label: "Failed, expired",
      meaning: "On the screen: the device could not show it. In Action Center: its expiry passed.",
      color: chartColors.failed,
      toast: states.toast_failed,
      center: states.action_center_timed_out,
    },
  ];
  const reported = states.toast_shown + states.toast_failed;
  if (reported + states.action_center_shown === 0) {
    return <p className={styles.quiet}>Nothing reported yet. The app’s SDK reports it.</p>;
  }
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th className={table.head}>State</th>
          <th className={table.headNumber}>Toast</th>
          <th className={table.headNumber}>Of Sent</th>
          <th className={table.headNumber}>Action Center</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, meaning, color, toast, center }) => (
          <tr key={key} className={table.row}>
            <td className={table.cell}>
              <span className={styles.name}>
                <Swatch color={color} isHatched={key === "failed"} />
                <Term meaning={meaning}>{label}</Term>
              </span>
            </td>
            <td className={table.number}>{format.number(toast)}</td>
            <td className={table.number}>{format.rate(sent ? toast / sent : null)}</td>
            <td className={table.number}>{format.number(center)}</td>
          </tr>
        ))}
        <tr className={table.row}>
          <td className={`${table.cell} ${styles.quiet}`}>Reported</td>
          <td className={table.number}>{format.number(reported)}</td>
          <td className={table.number}>{format.rate(sent ? reported / sent : null)}</td>
          <td className={table.number}>{format.number(states.action_center_shown)}</td>
        </tr>
      </tbody>
    </table>
  );
}
