"use client";

import { type CSSProperties, useCallback, useEffect, useState } from "react";
import type { ModelImage } from "../model/read-element";
import { urlOf, useDrawing } from "./drawing";
import styles from "./picture.module.css";

export interface PictureProps {
  image: ModelImage;
  className?: string;
  style?: CSSProperties;
  /** CSS px the picture has by itself, once it is known. */
  onSize?: (width: number, height: number) => void;
  /** Told when there is nothing to show. */
  onMissing?: () => void;
  /** Height of the note where a missing picture would give none. */
  placeholderHeight?: number;
}

/** A picture of the payload. Only the browser loads it, without telling the server which page asked. */
export function Picture(props: PictureProps) {
  const { image, className = "", style, onSize, onMissing } = props;
  const { assets, missingImages } = useDrawing();
  const url = urlOf(image, assets);
  const [failedUrl, setFailedUrl] = useState<string>();
  const check = useCallback(
    (element: HTMLImageElement | null) => {
      if (!element?.complete || !url) return;
      const { naturalWidth, naturalHeight } = element;
      if (naturalWidth === 0) setFailedUrl(url);
      else onSize?.(naturalWidth, naturalHeight);
    },
    [url, onSize],
  );
  const isMissing = url === undefined || failedUrl === url;
  useEffect(() => {
    if (isMissing) onMissing?.();
  }, [isMissing, onMissing]);
  if (isMissing) {
    if (missingImages === "windows") return null;
    return (
      <MissingPicture {...props} reason={url ? "could not be loaded" : "in the app’s package"} />
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: payload pictures come from any host and are shown as they are.
    <img
      ref={check}
      key={url}
      src={url}
      alt={image.alt}
      referrerPolicy="no-referrer"
      decoding="async"
      draggable={false}
      className={`${styles.picture} ${image.isCircle ? styles.circle : ""} ${className}`}
      style={style}
      data-picture="shown"
      onError={() => setFailedUrl(url)}
      onLoad={({ currentTarget }) =>
        onSize?.(currentTarget.naturalWidth, currentTarget.naturalHeight)
      }
    />
  );
}

function MissingPicture(props: PictureProps & { reason: string }) {
  const { image, className = "", style, reason, placeholderHeight } = props;
  const name = image.src.split(/[?#]/)[0]?.split("/").filter(Boolean).at(-1) ?? image.src;
  return (
    <span
      role="img"
      aria-label={`Picture ${name}, ${reason}`}
      title={`${image.src}: ${reason}`}
      className={`${styles.missing} ${image.isCircle ? styles.circle : ""} ${className}`}
      style={placeholderHeight ? { height: placeholderHeight, ...style } : style}
      data-picture="missing"
    >
      <span className={styles.note}>
        {name}
        <br />
        {reason}
      </span>
    </span>
  );
}
