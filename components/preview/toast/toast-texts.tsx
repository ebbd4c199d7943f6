import { AppGlyph } from "../app-glyph";
import type { ModelText } from "../model/read-element";
import { useDrawing } from "../shared/drawing";
import { Picture } from "../shared/picture";
import type { ToastModel } from "../toast-model";
import { BodyBlock, ClampedText } from "./clamped";
import { lookOf } from "./look";
import styles from "./toast.module.css";

export interface ToastTextsProps {
  model: ToastModel;
  isExpanded: boolean;
  /** The notification centre of Windows 10 names the app once for all of its toasts. */
  isInCentre: boolean;
  time?: string;
}

/** Logo, title, body and attribution. */
export function ToastTexts({ model, isExpanded, isInCentre, time }: ToastTextsProps) {
  const { app } = useDrawing();
  const { title, body, logo, build } = model;
  const look = lookOf(build);
  const hasSmallIcon = !logo && !isInCentre && look !== "11" && look !== "10-20h2";
  const titleLines = isExpanded || build >= 14_393 ? 2 : 1;
  return (
    <div className={styles.row}>
      {logo && <Picture image={logo} className={styles.logo} />}
      {hasSmallIcon && (
        <span className={styles.smallIcon}>
          <AppGlyph
            glyph={app.iconGlyph}
            color={app.iconColor}
            size={look === "10-1507" ? 32 : 16}
          />
        </span>
      )}
      <div className={styles.texts} data-part="texts">
        {title && (
          <ClampedText
            words={title}
            part="title"
            lines={Math.min(titleLines, title.maxLines)}
            className={styles.title}
            isCentered={title.isCentered}
          />
        )}
        <BodyBlock lines={body} limit={isExpanded ? 4 : 1} />
        <Attribution words={attributionOf(model, app.name)} />
        {isInCentre && look !== "11" && time && <div className={styles.attribution}>{time}</div>}
      </div>
    </div>
  );
}

function Attribution({ words }: { words: ModelText | undefined }) {
  if (!words) return null;
  return <ClampedText words={words} part="attribution" lines={1} className={styles.attribution} />;
}

/** Builds 16299 to 19041 name the app beside the attribution when its icon gave way to a logo. */
export function attributionOf(model: ToastModel, appName: string): ModelText | undefined {
  const { attribution, logo, build } = model;
  const look = lookOf(build);
  const isNamed = logo && (look === "10-1709" || look === "10-1607");
  if (!isNamed) return attribution;
  if (!attribution) return { text: appName, place: { path: [] }, isMissing: false };
  return attribution.isMissing
    ? attribution
    : { ...attribution, text: `${appName} • ${attribution.text}` };
}
