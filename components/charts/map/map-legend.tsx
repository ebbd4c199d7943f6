"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { Swatch } from "@/components/charts/legend";
import { mapScale } from "@/components/ui/tokens";
import { smallNumber } from "@/server/analyze/uncertainty";
import { classLabels, type MapClasses } from "./classes";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexWrap: "wrap",
    gap: "4px 0",
    margin: "4px 0 12px",
    padding: 0,
    listStyle: "none",
  },
  item: {
    display: "flex",
    flexDirection: "column",
    gap: "2px",
    fontSize: "11px",
    lineHeight: "16px",
    color: tokens.colorNeutralForeground3,
  },
  none: { marginLeft: "12px" },
  notes: {
    flexBasis: "100%",
    fontSize: "11px",
    lineHeight: "16px",
    color: tokens.colorNeutralForeground3,
  },
});

export function MapLegend({ classes }: { classes: MapClasses }) {
  const styles = useStyles();
  return (
    <ul className={styles.root}>
      {classLabels(classes).map((label, index) => (
        <li key={label} className={styles.item}>
          <Swatch color={mapScale[index] ?? ""} width={58} />
          {label}
        </li>
      ))}
      <li className={`${styles.item} ${styles.none}`}>
        <Swatch color={tokens.colorNeutralForegroundDisabled} isHatched width={44} />
        No data
      </li>
      <li className={styles.notes}>
        Paler: fewer than {smallNumber}. Circles: markets too small to draw.
      </li>
    </ul>
  );
}
