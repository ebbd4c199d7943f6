import type { ReactNode } from "react";
import styles from "./stage.module.css";

export interface PreviewStageProps {
  theme?: "light" | "dark" | "contrast";
  children: ReactNode;
}

/** The desktop behind previews. */
export function PreviewStage({ theme = "light", children }: PreviewStageProps) {
  return (
    <div className={styles.stage} data-theme={theme}>
      {children}
    </div>
  );
}

/** Names the place a preview shows: "Toast banner". */
export function PreviewPlace({ label, children }: { label: string; children: ReactNode }) {
  return (
    <figure className={styles.place}>
      <figcaption className={styles.label}>{label}</figcaption>
      {children}
    </figure>
  );
}
