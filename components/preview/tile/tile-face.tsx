"use client";

import { type CSSProperties, useMemo, useRef, useState } from "react";
import { AppSign } from "../app-glyph";
import type { BadgeModel } from "../badge-model";
import type { InlineImage } from "../model/read-group";
import { useDrawing } from "../shared/drawing";
import { Picture } from "../shared/picture";
import type { CoverImage, TileFace } from "../tile-model";
import { BadgeSign } from "./badge-sign";
import { layoutTile, type TileLayout } from "./layout";
import { useMeasurer } from "./measurer";
import { contentBox, type TileMetrics } from "./metrics";
import { Iconic, People, Photos } from "./special-content";
import styles from "./tile.module.css";
import { TileBoxes } from "./tile-boxes";

export interface TileFaceViewProps {
  face: TileFace;
  /** What is shown instead when Windows would refuse the update. */
  base: TileFace;
  metrics: TileMetrics;
  badge?: BadgeModel;
  language?: string;
  /** Peek and pictures move. */
  moves: boolean;
}

/** One size of a tile with all that is on it. */
export function TileFaceView(props: TileFaceViewProps) {
  const { missingImages } = useDrawing();
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const isRefused = missingImages === "windows" && missing.size > 0;
  const face = isRefused ? props.base : props.face;
  const onMissing = (src: string) =>
    setMissing((before) => (before.has(src) ? before : new Set([...before, src])));
  const hasStrip =
    face.showsName ||
    face.showsLogo ||
    (props.badge !== undefined && face.presentation !== "iconic");
  const { peek } = face;
  return (
    <>
      <div className={styles.slider} data-peek={peek && props.moves ? "" : undefined}>
        {peek && (
          <div className={styles.peek} data-part="peek">
            <Cover cover={peek} margin={props.metrics.margin} onMissing={onMissing} />
          </div>
        )}
        <div className={styles.face} data-part="content">
          <FaceContent {...props} face={face} hasStrip={hasStrip} onMissing={onMissing} />
        </div>
      </div>
      {hasStrip && <Strip face={face} badge={props.badge} metrics={props.metrics} />}
    </>
  );
}

type FaceContentProps = TileFaceViewProps & {
  hasStrip: boolean;
  onMissing: (src: string) => void;
};

function FaceContent(props: FaceContentProps) {
  const { face, badge, moves } = props;
  const { app } = useDrawing();
  if (face.presentation === "base") return <BaseSign glyph={app.iconGlyph} />;
  if (face.presentation === "photos") return <Photos face={face} moves={moves} />;
  if (face.presentation === "people") return <People face={face} />;
  if (face.presentation === "iconic") return <Iconic face={face} badge={badge} />;
  return <Adaptive {...props} />;
}

function BaseSign({ glyph }: { glyph: string }) {
  return (
    <svg className={styles.base} viewBox="0 0 24 24" aria-hidden="true" data-part="base">
      <AppSign glyph={glyph} />
    </svg>
  );
}

/** Stands for a picture until it has come, or for good. */
const unknownSize = { width: 64, height: 32 };

function Adaptive({ face, metrics, hasStrip, language, onMissing }: FaceContentProps) {
  const host = useRef<HTMLDivElement>(null);
  const measureText = useMeasurer(host);
  const [sizes, setSizes] = useState<Readonly<Record<string, typeof unknownSize>>>({});
  const layout: TileLayout = useMemo(
    () =>
      layoutTile(face, contentBox(metrics, hasStrip), {
        text: measureText,
        image: ({ address }) => sizes[address] ?? unknownSize,
      }),
    [face, metrics, hasStrip, measureText, sizes],
  );
  const onSize = ({ address }: InlineImage, width: number, height: number) =>
    setSizes((before) => {
      const known = before[address];
      if (known?.width === width && known.height === height) return before;
      return { ...before, [address]: { width, height } };
    });
  return (
    <>
      {face.background && (
        <Cover cover={face.background} margin={metrics.margin} onMissing={onMissing} />
      )}
      <div ref={host} className={styles.host}>
        <TileBoxes
          layout={layout}
          language={face.lang ?? language}
          onSize={onSize}
          onMissing={({ src }) => onMissing(src)}
        />
      </div>
    </>
  );
}

interface CoverProps {
  cover: CoverImage;
  margin: number;
  onMissing: (src: string) => void;
}

/** A picture over the whole tile, or a circle inside the margin, with its black layer. */
function Cover({ cover: { image, overlay }, margin, onMissing }: CoverProps) {
  const style: CSSProperties = image.isCircle ? { inset: margin } : { inset: 0 };
  return (
    <div
      className={`${styles.cover} ${image.isCircle ? styles.round : ""}`}
      style={style}
      data-part="cover"
    >
      <Picture image={image} className={styles.fill} onMissing={() => onMissing(image.src)} />
      <div className={styles.overlay} style={{ opacity: overlay / 100 }} data-part="overlay" />
    </div>
  );
}

interface StripProps {
  face: TileFace;
  badge?: BadgeModel;
  metrics: TileMetrics;
}

/** Name, logo and badge along the lower edge. */
function Strip({ face, badge, metrics }: StripProps) {
  const { app } = useDrawing();
  const isSmall = metrics.margin === 4;
  return (
    <div
      className={`${styles.strip} ${isSmall ? styles.smallStrip : ""}`}
      style={{ height: metrics.strip }}
      data-part="strip"
    >
      <span className={styles.name} data-part="name">
        {face.showsName && <bdi>{face.displayName}</bdi>}
      </span>
      {face.showsLogo && (
        <svg className={styles.cornerLogo} viewBox="3 3 18 18" aria-hidden="true" data-part="logo">
          <AppSign glyph={app.iconGlyph} />
        </svg>
      )}
      {badge && face.presentation !== "iconic" && <BadgeSign badge={badge} />}
    </div>
  );
}
