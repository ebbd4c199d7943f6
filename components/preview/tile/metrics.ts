import type { TileSize } from "../tile-model";

export type Density = "desktop" | "tablet";

export interface TileMetrics {
  width: number;
  height: number;
  /** Kept free on all sides; the app cannot change it. */
  margin: number;
  /** Taken from the bottom, instead of the margin, while name, logo or badge is shown. */
  strip: number;
}

const sides: Record<Density, Record<TileSize, readonly [number, number]>> = {
  desktop: { small: [48, 48], medium: [100, 100], wide: [204, 100], large: [204, 204] },
  tablet: { small: [60, 60], medium: [125, 125], wide: [255, 125], large: [255, 255] },
};

export function metricsOf(size: TileSize, density: Density = "desktop"): TileMetrics {
  const [width, height] = sides[density][size];
  const isSmall = size === "small";
  return { width, height, margin: isSmall ? 4 : 8, strip: isSmall ? 24 : 28 };
}

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where content may stand. */
export function contentBox({ width, height, margin, strip }: TileMetrics, hasStrip: boolean): Rect {
  const bottom = hasStrip ? strip : margin;
  return {
    x: margin,
    y: margin,
    width: width - 2 * margin,
    height: height - margin - bottom,
  };
}
