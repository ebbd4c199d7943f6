"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { usePlainTable } from "@/components/table/plain-table";
import type { Activation, LaunchTarget } from "@/content/launch/targets";
import { parseLaunchArguments } from "@/sdk/src/launch-arguments";
import { ReceivedArguments } from "./received-arguments";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "16px", minWidth: 0 },
  scroll: { overflowX: "auto" },
  name: {
    border: "none",
    background: "none",
    padding: "4px 0",
    font: "inherit",
    textAlign: "left",
    color: tokens.colorBrandForegroundLink,
    cursor: "pointer",
    "@media (max-width: 639.98px)": { minHeight: "40px" },
  },
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: "12px", overflowWrap: "anywhere" },
  none: { color: tokens.colorNeutralForeground3 },
});

export const activationWords: Record<Activation, string> = {
  foreground: "Foreground",
  background: "Background",
  protocol: "Protocol",
  system: "System",
};

/** Everything that can be selected, and for the chosen one what the app is given. */
export function LaunchLab({ targets }: { targets: readonly LaunchTarget[] }) {
  const styles = useStyles();
  const table = usePlainTable();
  const [chosen, setChosen] = useState(0);
  const target = targets[Math.min(chosen, targets.length - 1)];
  if (!target) return null;
  return (
    <div className={styles.root}>
      <div className={styles.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th className={table.head}>What is selected</th>
              <th className={table.head}>Opens</th>
              <th className={table.head}>The app receives</th>
              <th className={table.head}>Launch</th>
            </tr>
          </thead>
          <tbody>
            {targets.map((one, at) => (
              <tr
                key={one.path.join("/") || "root"}
                className={mergeClasses(table.row, one === target && styles.chosen)}
              >
                <td className={table.cell}>
                  <button
                    type="button"
                    className={styles.name}
                    aria-pressed={one === target}
                    onClick={() => setChosen(at)}
                  >
                    {one.label}
                  </button>
                </td>
                <td className={table.cell}>{activationWords[one.activation]}</td>
                <td className={mergeClasses(table.cell, styles.code)}>
                  {one.written || <span className={styles.none}>an empty string</span>}
                </td>
                <td className={table.cell}>{countedWord(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ReceivedArguments
        activation={target.activation}
        handed={target.handed}
        label={target.label}
      />
    </div>
  );
}

function countedWord({ activation, handed }: LaunchTarget): string {
  if (activation === "protocol" || activation === "system") return "Can’t be counted";
  return parseLaunchArguments(handed).token ? "Counted" : "Not counted";
}
