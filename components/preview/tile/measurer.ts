"use client";

import { type RefObject, useEffect, useState } from "react";
import { faces } from "../model/ramp";
import type { StyledText } from "../model/read-group";
import type { MeasureText } from "./layout";

/** Before there is a browser: half the font size per letter. */
export function guessLines({ text, style }: StyledText, width: number): number {
  const perLine = Math.max(1, Math.floor(width / (faces[style].size * 0.5)));
  return text
    .split("\n")
    .reduce((lines, part) => lines + Math.max(1, Math.ceil(part.length / perLine)), 0);
}

/** Measures with the fonts of the element the tile is drawn in. */
export function useMeasurer(host: RefObject<HTMLElement | null>): MeasureText {
  const [measure, setMeasure] = useState<MeasureText>(() => guessLines);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const renew = () => setMeasure(() => measurerIn(element));
    renew();
    document.fonts.addEventListener("loadingdone", renew);
    return () => document.fonts.removeEventListener("loadingdone", renew);
  }, [host]);
  return measure;
}

function measurerIn(host: HTMLElement): MeasureText {
  const known = new Map<string, number>();
  return (styled, width) => {
    const { size, weight } = faces[styled.style];
    const key = [styled.lang, size, weight, width, styled.text].join("|");
    const found = known.get(key) ?? countLines(host, styled, width);
    known.set(key, found);
    return found;
  };
}

function countLines(host: HTMLElement, { text, style, lang }: StyledText, width: number): number {
  const { size, weight } = faces[style];
  const probe = document.createElement("div");
  probe.textContent = text;
  if (lang) probe.lang = lang;
  Object.assign(probe.style, {
    position: "absolute",
    visibility: "hidden",
    width: `${width}px`,
    font: `${weight} ${size}px/100px ${getComputedStyle(host).fontFamily}`,
    whiteSpace: "pre-line",
    overflowWrap: "anywhere",
  });
  host.append(probe);
  const { height } = probe.getBoundingClientRect();
  probe.remove();
  return Math.max(1, Math.round(height / 100));
}
