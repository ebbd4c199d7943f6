"use client";

import { useState } from "react";

/** A picture of the message, which the phone loads by itself; one that can't be loaded leaves no gap there. */
export function RemotePicture({ url, className }: { url: string; className: string | undefined }) {
  const [failedUrl, setFailedUrl] = useState<string>();
  if (failedUrl === url) return null;
  return (
    // biome-ignore lint/performance/noImgElement: payload pictures come from any host and are shown as they are.
    <img
      className={className}
      src={url}
      alt=""
      referrerPolicy="no-referrer"
      decoding="async"
      onError={() => setFailedUrl(url)}
    />
  );
}
