"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { useId } from "react";
import { useFormat } from "@/components/ui/use-format";
import { Hatch } from "./hatch";
import { Term } from "./term";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexWrap: "wrap",
    gap: "8px 16px",
    margin: "0 0 8px",
    padding: 0,
    listStyle: "none",
    fontSize: "12px",
    lineHeight: "16px",
    color: tokens.colorNeutralForeground2,
  },
  item: { display: "flex", alignItems: "center", gap: "6px" },
  total: { fontWeight: 600, color: tokens.colorNeutralForeground1 },
});

export interface LegendItem {
  key: string;
  label: string;
  meaning: string;
  color: string;
  isHatched?: boolean;
  total: number;
}

/** Names, meanings and totals, so that colour is never needed. */
export function Legend({ items }: { items: LegendItem[] }) {
  const styles = useStyles();
  const format = useFormat();
  return (
    <ul className={styles.root}>
      {items.map((item) => (
        <li key={item.key} className={styles.item}>
          <Swatch color={item.color} isHatched={item.isHatched} />
          <Term meaning={item.meaning}>{item.label}</Term>
          <span className={styles.total}>{format.number(item.total)}</span>
        </li>
      ))}
    </ul>
  );
}

/** A piece of what the chart is filled with. */
export function Swatch(props: { color: string; isHatched?: boolean; width?: number }) {
  const id = useId();
  const width = props.width ?? 14;
  return (
    <svg width={width} height={10} aria-hidden style={{ flexShrink: 0 }}>
      {props.isHatched && (
        <defs>
          <Hatch id={id} color={props.color} />
        </defs>
      )}
      <rect
        width={width}
        height={10}
        rx={1.5}
        fill={props.isHatched ? `url(#${id})` : props.color}
        stroke={props.isHatched ? props.color : undefined}
      />
    </svg>
  );
}
