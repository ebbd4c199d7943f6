"use client";

import { type RefObject, useEffect } from "react";
import type { NodePath } from "@/content/document";
import type { TextPart } from "./shared/cut-mark";

/** A text of which something is not shown. */
export interface Cut {
  part: TextPart;
  path: NodePath;
  attribute?: string;
  /** Nothing of it is shown. */
  isWhole: boolean;
}

/** Which texts are cut in a drawn preview. Reads the layout, so the fonts must have loaded. */
export function measureCuts(root: Element): Cut[] {
  const marked = [...root.querySelectorAll<HTMLElement>("[data-cut-part]")];
  return marked.flatMap((element) => {
    const { cutPart, cutPath = "", cutAttribute } = element.dataset;
    if (!isCut(element)) return [];
    return {
      part: cutPart as TextPart,
      path: cutPath === "" ? [] : cutPath.split("/").map(Number),
      attribute: cutAttribute,
      isWhole: isHidden(element),
    };
  });
}

function isCut(element: HTMLElement): boolean {
  if (isHidden(element)) return true;
  const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
  return scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
}

/** Measures after each drawing, on every change of size and when fonts have come. */
export function useCuts(
  root: RefObject<HTMLElement | null>,
  onCut: ((cuts: Cut[]) => void) | undefined,
): void {
  useEffect(() => {
    const element = root.current;
    if (!element || !onCut) return;
    let told: string | undefined;
    let frame = 0;
    const tell = () => {
      frame = 0;
      const cuts = measureCuts(element);
      const now = JSON.stringify(cuts);
      if (now === told) return;
      told = now;
      onCut(cuts);
    };
    const plan = () => {
      frame ||= requestAnimationFrame(tell);
    };
    plan();
    const resized = new ResizeObserver(plan);
    resized.observe(element);
    const changed = new MutationObserver(plan);
    changed.observe(element, { subtree: true, childList: true, characterData: true });
    document.fonts.addEventListener("loadingdone", plan);
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      changed.disconnect();
      document.fonts.removeEventListener("loadingdone", plan);
    };
  }, [root, onCut]);
}

function isHidden(element: HTMLElement): boolean {
  return element.hasAttribute("hidden");
}
