"use client";

import { useMemo } from "react";
import { toNativeMessage } from "@/content/native/message";
import { platformLosses } from "@/content/native/platforms";
import { AndroidCard } from "./phone/android-card";
import { IosCard } from "./phone/ios-card";
import styles from "./phone/phone.module.css";
import type { PreviewApp, PreviewTheme } from "./shared/drawing";
import { type PreviewSource, useLastDocument } from "./shared/last-document";

export interface PhonePreviewProps extends PreviewSource {
  platform: "android" | "ios";
  app: PreviewApp;
  theme?: PreviewTheme;
  /** BCP 47; decides the direction. */
  language?: string;
}

/** A toast as a phone shows it, drawn by us, and under it what of the toast is not there. */
export function PhonePreview(props: PhonePreviewProps) {
  const document = useLastDocument(props, "toast");
  const { platform, language = "en-US", theme = "light", app } = props;
  const message = useMemo(
    () => document && toNativeMessage(document, language),
    [document, language],
  );
  if (!message) return null;
  const losses = platformLosses(message, platform);
  const Card = platform === "android" ? AndroidCard : IosCard;
  return (
    <div className={styles.root} data-theme={theme} data-platform={platform}>
      <div dir={message.direction} lang={language}>
        <Card message={message} app={app} />
      </div>
      {losses.length > 0 && (
        <ul className={styles.losses} aria-label="Left out here">
          {losses.map((loss) => (
            <li key={loss}>{loss}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
