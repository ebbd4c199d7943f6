"use client";

import { createContext, useContext } from "react";
import type { ModelImage } from "../model/read-element";

export type PreviewTheme = "light" | "dark" | "contrast";
export type Skin = "10" | "11";

export interface PreviewApp {
  name: string;
  iconGlyph: string;
  /** #RRGGBB; also the ground of tiles. */
  iconColor: string;
}

/** What every part of a preview needs to know. */
export interface Drawing {
  app: PreviewApp;
  /** Pictures that a browser cannot load itself (ms-appx, ms-appdata), by src. */
  assets: Readonly<Record<string, string>>;
  /** Missing pictures: a note where they would be, or nothing, as in Windows. */
  missingImages: "help" | "windows";
}

export const DrawingContext = createContext<Drawing>({
  app: { name: "", iconGlyph: "app", iconColor: "#0078D7" },
  assets: {},
  missingImages: "help",
});

export function useDrawing(): Drawing {
  return useContext(DrawingContext);
}

/** Where a browser finds the picture; undefined for what only the app's own package holds. */
export function urlOf(
  { src, address }: Pick<ModelImage, "src" | "address">,
  assets: Drawing["assets"],
): string | undefined {
  const supplied = assets[src] ?? assets[address];
  if (supplied !== undefined) return supplied;
  return /^https?:\/\//i.test(address) ? address : undefined;
}
