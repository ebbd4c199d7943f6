import type { CSSProperties } from "react";
import { AppGlyph } from "../app-glyph";
import { type PreviewTheme, useDrawing } from "../shared/drawing";
import themes from "../shared/themes.module.css";
import { groupByHeader, type ToastModel } from "../toast-model";
import styles from "./center.module.css";
import { wordsOrSlot } from "./clamped";
import { lookOf, skinOf } from "./look";
import { ToastCard } from "./toast-card";

export interface CenterToast {
  model: ToastModel;
  time?: string;
}

export interface CenterPanelProps {
  /** Newest first; all of one app and one build. */
  toasts: readonly CenterToast[];
  theme: PreviewTheme;
  scale: number;
  direction: "ltr" | "rtl";
  language?: string;
  startsExpanded?: boolean;
}

/** The notification centre of Windows 11, the Action Center of Windows 10. */
export function CenterPanel(props: CenterPanelProps) {
  const { toasts, theme, scale, direction, language } = props;
  const { app } = useDrawing();
  const [newest] = toasts;
  if (!newest) return null;
  const skin = skinOf(lookOf(newest.model.build));
  return (
    <section
      aria-label={skin === "11" ? "Notification centre" : "Action Center"}
      dir={direction}
      className={`${themes.themed} ${styles.panel}`}
      data-skin={skin}
      data-theme={theme}
      style={{ "--s": scale } as CSSProperties}
    >
      <div className={styles.head}>
        <span>{skin === "11" ? "Notifications" : "Action Center"}</span>
        <span className={styles.clear}>
          {skin === "11" ? "Clear all" : "Clear all notifications"}
        </span>
      </div>
      {skin === "10" && (
        <div className={styles.app} data-part="app-head">
          <AppGlyph glyph={app.iconGlyph} color={app.iconColor} size={16} />
          <bdi>{app.name}</bdi>
        </div>
      )}
      {groupByHeader(toasts.map(({ model }) => model)).map((group) => (
        <div key={group.id ?? ""} className={styles.group} data-part="header-group">
          {group.title && (
            <div className={styles.heading} data-part="heading" dir="auto">
              {wordsOrSlot(group.title)}
            </div>
          )}
          {group.toasts.map((model, index) => (
            <ToastCard
              // biome-ignore lint/suspicious/noArrayIndexKey: toasts have no identity but their place.
              key={index}
              model={model}
              theme={theme}
              isInCentre
              startsExpanded={props.startsExpanded ?? false}
              scale={scale}
              direction={direction}
              language={language}
              time={toasts.find((toast) => toast.model === model)?.time}
            />
          ))}
        </div>
      ))}
    </section>
  );
}
