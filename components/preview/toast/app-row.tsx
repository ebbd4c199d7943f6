import { AppGlyph } from "../app-glyph";
import { useDrawing } from "../shared/drawing";
import type { ToastModel } from "../toast-model";
import { Sign } from "./glyphs";
import { lookOf } from "./look";
import styles from "./toast.module.css";
import type { ToastState } from "./use-toast-state";

interface AppRowProps {
  model: ToastModel;
  state: ToastState;
  time?: string;
  canCollapse: boolean;
  isInCentre: boolean;
}

/** Icon and name of the app with the toast's own buttons. Before 20H2 a toast had no such row. */
export function AppRow({ model, state, time, canCollapse, isInCentre }: AppRowProps) {
  const { app } = useDrawing();
  const look = lookOf(model.build);
  if (look !== "11" && (look !== "10-20h2" || isInCentre)) return null;
  return (
    <div className={styles.appRow} data-part="app-row">
      <AppGlyph glyph={app.iconGlyph} color={app.iconColor} size={16} />
      <span className={styles.appName}>
        <bdi>{app.name}</bdi>
        {time && look === "11" && <span className={styles.time}>{time}</span>}
        {model.scenario === "urgent" && <span className={styles.urgent}>Important</span>}
      </span>
      {canCollapse && <CollapseButton state={state} />}
      {look === "11" && (
        <button
          type="button"
          className={styles.glyphButton}
          aria-label="More of this toast"
          aria-haspopup="menu"
          aria-expanded={state.isMenuOpen}
          onClick={() => state.setMenuOpen(!state.isMenuOpen)}
        >
          <Sign name="more" size={14} />
        </button>
      )}
      <button
        type="button"
        className={styles.glyphButton}
        aria-label="Close this toast"
        onClick={() => state.say("Would close the toast.")}
      >
        <Sign name="close" />
      </button>
    </div>
  );
}

export function CollapseButton({ state }: { state: ToastState }) {
  return (
    <button
      type="button"
      className={styles.glyphButton}
      aria-label={state.isExpanded ? "Collapse this toast" : "Expand this toast"}
      aria-expanded={state.isExpanded}
      onClick={() => state.setExpanded(!state.isExpanded)}
    >
      <span className={state.isExpanded ? styles.chevronDown : undefined}>
        <Sign name="chevronDown" />
      </span>
    </button>
  );
}
