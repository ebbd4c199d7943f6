"use client";

import { useMemo } from "react";
import { platformLosses } from "@/content/native/platforms";
import { toWebPayload, webPayloadLimit } from "@/content/native/web-payload";
import { AndroidCard } from "./phone/android-card";
import phone from "./phone/phone.module.css";
import { PreviewPlace, PreviewStage } from "./preview-stage";
import type { PreviewApp, PreviewTheme } from "./shared/drawing";
import { type PreviewSource, useLastDocument } from "./shared/last-document";
import { ChromeCard } from "./web/chrome-card";
import styles from "./web/web.module.css";

export interface WebPreviewProps extends PreviewSource {
  app: PreviewApp;
  theme?: PreviewTheme;
  /** BCP 47; decides the direction. */
  language?: string;
  /** Launch tokens count towards the size. */
  isTracked?: boolean;
}

/** A toast as browsers show it to the web app's customers, and what of it is not there. */
export function WebPreview(props: WebPreviewProps) {
  const document = useLastDocument(props, "toast");
  const { language = "en-US", theme = "light", app, isTracked = true } = props;
  const made = useMemo(
    () => document && toWebPayload({ document, language, isTracked, tag: "n0" }),
    [document, language, isTracked],
  );
  if (!made) return null;
  const { message, payload } = made;
  const losses = platformLosses(message, "web");
  const excess = payload.bytes - webPayloadLimit;
  return (
    <PreviewStage theme={theme}>
      <PreviewPlace label="Chrome or Edge on Windows">
        <div className={styles.root} data-theme={theme} dir={message.direction} lang={language}>
          <ChromeCard message={message} app={app} />
        </div>
      </PreviewPlace>
      <PreviewPlace label="Chrome on Android">
        <div className={phone.root} data-theme={theme} data-platform="android">
          <div dir={message.direction} lang={language}>
            <AndroidCard message={message} app={app} />
          </div>
        </div>
      </PreviewPlace>
      {excess > 0 && (
        <p className={styles.tooLong} role="alert">
          Too long for browsers by {excess} bytes: their devices would not get it.
        </p>
      )}
      {losses.length > 0 && (
        <ul className={styles.losses} aria-label="Left out here">
          {losses.map((loss) => (
            <li key={loss}>{loss}</li>
          ))}
        </ul>
      )}
    </PreviewStage>
  );
}
