"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { attributeValue, elementAt, firstChild, type NodePath } from "@/content/document";
import {
  type ImageFacts,
  type ImageFinding,
  imageAddress,
  imageFindings,
  size,
} from "@/content/images/image-rules";
import { usePayloadForm } from "./form-context";

const useStyles = makeStyles({
  root: { fontSize: "12px", lineHeight: "16px", marginTop: "2px", display: "grid", gap: "2px" },
  quiet: { color: tokens.colorNeutralForeground3 },
  warning: { color: tokens.colorStatusWarningForeground3 },
});

const settleMs = 400;

/** Says of a picture what only loading it can tell. The browser loads it, nobody else. */
export function ImageCheck(props: { path: NodePath; src: string }) {
  const styles = useStyles();
  const { document } = usePayloadForm();
  const { path, src } = props;
  const visual = firstChild(document.root, "visual");
  const address = imageAddress(src, visual && attributeValue(visual, "baseUri"));
  const facts = useImageFacts(address.kind === "web" ? address.url : undefined);
  if (src.trim() === "") return null;
  const element = elementAt(document, path);
  const findings: ImageFinding[] = [];
  if (address.kind === "unusable") findings.push({ severity: "warning", message: address.why });
  if (address.kind === "web" && facts) {
    const kind = document.root.name === "tile" ? "tile" : "toast";
    const placement = (element && attributeValue(element, "placement")) ?? "";
    findings.push(...imageFindings(facts, { kind, placement, url: address.url }));
  }
  return (
    <div className={styles.root} role="status">
      {address.kind === "app" && (
        <span className={styles.quiet}>In the app’s package: only Windows can show it.</span>
      )}
      {address.kind === "web" && !facts && <span className={styles.quiet}>Loading…</span>}
      {facts && !facts.isBroken && (
        <span className={styles.quiet}>
          {facts.width} × {facts.height}
          {facts.bytes === undefined
            ? " · its host does not tell the size"
            : ` · ${size(facts.bytes)}`}
        </span>
      )}
      {findings.map(({ severity, message }) => (
        <span key={message} className={severity === "warning" ? styles.warning : styles.quiet}>
          {message}
        </span>
      ))}
    </div>
  );
}

function useImageFacts(url: string | undefined): ImageFacts | undefined {
  const [known, setKnown] = useState<{ url: string; facts: ImageFacts }>();
  useEffect(() => {
    if (url === undefined) return;
    let isOver = false;
    const timer = setTimeout(async () => {
      const facts = (await load(url, true)) ?? (await load(url, false)) ?? broken;
      if (!isOver) setKnown({ url, facts });
    }, settleMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [url]);
  return known && known.url === url ? known.facts : undefined;
}

const broken: ImageFacts = { isBroken: true, width: 0, height: 0 };

/** With CORS, where the host allows it, the browser also tells the size; no cookies, no referrer either way. */
function load(url: string, withCors: boolean): Promise<ImageFacts | undefined> {
  return new Promise((resolve) => {
    const image = new Image();
    image.referrerPolicy = "no-referrer";
    if (withCors) image.crossOrigin = "anonymous";
    image.onload = () =>
      resolve({
        isBroken: false,
        width: image.naturalWidth,
        height: image.naturalHeight,
        bytes: bytesOf(url),
      });
    image.onerror = () => resolve(undefined);
    image.src = url;
  });
}

function bytesOf(url: string): number | undefined {
  const entry = performance.getEntriesByName(url).at(-1);
  const bytes = entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0;
  return bytes > 0 ? bytes : undefined;
}
