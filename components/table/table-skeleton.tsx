"use client";

import { makeStyles, Skeleton, SkeletonItem, tokens } from "@fluentui/react-components";
import { rowHeights } from "@/components/ui/tokens";

const useStyles = makeStyles({
  root: {
    animationName: { from: { opacity: 0 }, to: { opacity: 1 } },
    animationDelay: "200ms",
    animationDuration: "1ms",
    animationFillMode: "both",
  },
  row: {
    display: "grid",
    gridTemplateColumns: "2fr 1fr 1fr 1fr",
    gap: "24px",
    alignItems: "center",
    height: `${rowHeights.twoLines}px`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

const widths = ["60%", "80%", "50%", "40%"];

/** Rows to come; shows after 200 ms, so that a quick answer flashes nothing. */
export function TableSkeleton({ rows = 10 }: { rows?: number }) {
  const styles = useStyles();
  return (
    <Skeleton className={styles.root} aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row) => (
        <div key={row} className={styles.row}>
          {widths.map((width) => (
            <SkeletonItem key={width} size={16} style={{ width }} />
          ))}
        </div>
      ))}
    </Skeleton>
  );
}
