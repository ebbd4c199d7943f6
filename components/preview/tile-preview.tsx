"use client";

import { type CSSProperties, useMemo, useRef } from "react";
import { attributeValue, walkElements, type XmlDocument } from "@/content/document";
import { readBadge } from "./badge-model";
import { type Cut, useCuts } from "./measure-cuts";
import { type Drawing, DrawingContext, type PreviewTheme } from "./shared/drawing";
import { type PreviewSource, useLastDocument } from "./shared/last-document";
import { type Density, metricsOf } from "./tile/metrics";
import styles from "./tile/tile.module.css";
import { TileFaceView } from "./tile/tile-face";
import { useQueueIndex, useReducedMotion, useTurn } from "./tile/use-turn";
import { baseFace, readTile, type TileModelOptions, type TileSize } from "./tile-model";

export interface TilePreviewProps
  extends PreviewSource,
    Pick<Drawing, "app">,
    Partial<Omit<Drawing, "app">>,
    Omit<TileModelOptions, "appName"> {
  size: TileSize;
  density?: Density;
  /** Tiles look the same in light and dark. */
  theme?: PreviewTheme;
  /** Language of texts that name none. */
  language?: string;
  /** Value of a badge notification. */
  badge?: string;
  /** Peek, pictures and queue move. Off where a person asked for less motion. */
  moves?: boolean;
  /** A changed payload turns the tile over, as an update on Start does. */
  turnsOnUpdate?: boolean;
  /** Up to five updates, newest first, shown in turn; the payload itself is then not shown. */
  queue?: readonly XmlDocument[];
  onCut?: (cuts: Cut[]) => void;
}

const mostQueued = 5;
const queueMs = 7000;
/** A peek is always shown to its end. */
const peekMs = 11_000;
const noAssets = {};

/** A tile on Windows 10's Start. Without content for the size it shows the app's own tile. */
export function TilePreview(props: TilePreviewProps) {
  const { app, size, showsName, needsText, turnsOnUpdate = false, queue = [] } = props;
  const { assets = noAssets, missingImages = "help", moves = true } = props;
  const isStill = useReducedMotion() || !moves;
  const document = useQueued(useLastDocument(props, "tile"), queue, !isStill);
  const options = useMemo(
    () => ({ appName: app.name, showsName, needsText }),
    [app.name, showsName, needsText],
  );
  const face = useMemo(
    () => (document ? readTile(document, options)[size] : baseFace(size, options)),
    [document, options, size],
  );
  const { shown, phase } = useTurn(face, !isStill && (turnsOnUpdate || queue.length > 1));
  const root = useRef<HTMLDivElement>(null);
  useCuts(root, props.onCut);
  const drawing = useMemo(() => ({ app, assets, missingImages }), [app, assets, missingImages]);
  const metrics = useMemo(() => metricsOf(size, props.density), [size, props.density]);
  return (
    <DrawingContext value={drawing}>
      <section
        ref={root}
        aria-label={`${size} tile of ${app.name}`}
        className={styles.tile}
        data-size={size}
        data-theme={props.theme}
        style={
          {
            width: metrics.width,
            height: metrics.height,
            "--tile-ground": app.iconColor,
          } as CSSProperties
        }
      >
        <div className={styles.turn} data-phase={phase}>
          <TileFaceView
            face={shown}
            base={baseFace(size, options)}
            metrics={metrics}
            badge={readBadge(props.badge)}
            language={props.language}
            moves={!isStill}
          />
        </div>
      </section>
    </DrawingContext>
  );
}

function useQueued(
  document: XmlDocument | undefined,
  queue: readonly XmlDocument[],
  moves: boolean,
): XmlDocument | undefined {
  const queued = queue.slice(0, mostQueued);
  const hasPeek = queued.some(showsPeek);
  const at = useQueueIndex(moves ? queued.length : 0, hasPeek ? peekMs : queueMs);
  return queued[at] ?? queued[0] ?? document;
}

function showsPeek(document: XmlDocument): boolean {
  return [...walkElements(document)].some(
    ([element]) => attributeValue(element, "placement") === "peek",
  );
}
