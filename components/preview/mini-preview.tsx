import { AppGlyph } from "./app-glyph";
import styles from "./mini.module.css";
import type { PreviewApp } from "./shared/drawing";

export interface MiniToastProps {
  app: Pick<PreviewApp, "iconGlyph" | "iconColor">;
  /** Without texts, grey bars stand for them. */
  title?: string;
  body?: string;
  theme?: "light" | "dark";
}

/** A toast as a thumbnail, for the cards of templates. An ornament: the card says it in words. */
export function MiniToast({ app, title, body, theme = "light" }: MiniToastProps) {
  return (
    <span className={styles.toast} data-theme={theme} aria-hidden="true">
      <AppGlyph glyph={app.iconGlyph} color={app.iconColor} size={20} />
      <span className={styles.texts}>
        {title ? <span className={styles.title}>{title}</span> : <span className={styles.bar} />}
        {body ? <span className={styles.body}>{body}</span> : <span className={styles.bar} />}
      </span>
    </span>
  );
}

/** A small, a medium and a wide tile as a thumbnail. */
export function MiniTile({ color = "#4F52B2" }: { color?: string }) {
  return (
    <span className={styles.tiles} aria-hidden="true">
      <span className={styles.small} style={{ background: color }} />
      <span className={styles.medium} style={{ background: color }} />
      <span className={styles.wide} style={{ background: color }}>
        <span className={styles.line} />
        <span className={styles.line} />
      </span>
    </span>
  );
}
