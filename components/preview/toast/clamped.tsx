"use client";

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { directionOf } from "@/content/languages";
import type { ModelText } from "../model/read-element";
import { cutMark, type TextPart } from "../shared/cut-mark";
import type { ToastLine } from "../toast-model";
import styles from "./toast.module.css";

export function NeedsTextSlot() {
  return (
    <span className={styles.slot} data-slot="needs-text">
      Needs text
    </span>
  );
}

interface ClampedTextProps {
  words: ModelText;
  part: TextPart;
  lines: number;
  className?: string;
  isCentered?: boolean;
}

/** Text that ends with an ellipsis after so many lines. */
export function ClampedText(props: ClampedTextProps) {
  const { words, part, lines, className = "", isCentered } = props;
  return (
    <div
      {...cutMark(part, words)}
      dir="auto"
      lang={words.lang}
      className={`${styles.clamp} ${className}`}
      style={{ WebkitLineClamp: lines, textAlign: isCentered ? "center" : alignmentOf(words) }}
    >
      {wordsOrSlot(words)}
    </div>
  );
}

/** A text that names its language stands on that language's side. */
function alignmentOf({ lang }: ModelText): "left" | "right" | undefined {
  if (!lang) return undefined;
  return directionOf(lang) === "rtl" ? "right" : "left";
}

export function wordsOrSlot(words: ModelText): ReactNode {
  return words.isMissing ? <NeedsTextSlot /> : words.text;
}

/** Second and third text share the lines: the second takes what it needs, the third what is left. */
export function BodyBlock({
  lines: [second, third],
  limit,
}: {
  lines: ToastLine[];
  limit: number;
}) {
  const block = useRef<HTMLDivElement>(null);
  const [used, setUsed] = useState(1);
  useLayoutEffect(() => {
    const first = block.current?.firstElementChild;
    if (!third || !first) return;
    const count = () => setUsed(countLines(first));
    count();
    const observer = new ResizeObserver(count);
    observer.observe(first);
    return () => observer.disconnect();
  }, [third]);
  if (!second) return null;
  const left = third ? Math.min(third.maxLines, limit - used) : 0;
  return (
    <div ref={block} className={styles.body}>
      <ClampedText
        words={second}
        part="body"
        lines={Math.min(second.maxLines, limit)}
        isCentered={second.isCentered}
      />
      {third && left > 0 && (
        <ClampedText words={third} part="body" lines={left} isCentered={third.isCentered} />
      )}
      {third && left <= 0 && <span hidden {...cutMark("body", third)} />}
    </div>
  );
}

export function countLines(element: Element): number {
  const { height } = element.getBoundingClientRect();
  const line = Number.parseFloat(getComputedStyle(element).lineHeight);
  return line > 0 ? Math.max(1, Math.round(height / line)) : 1;
}
