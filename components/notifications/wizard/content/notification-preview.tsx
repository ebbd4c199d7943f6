"use client";

import { useMemo } from "react";
import type { Cut } from "@/components/preview/measure-cuts";
import { PreviewPlace, PreviewStage } from "@/components/preview/preview-stage";
import { TilePreview } from "@/components/preview/tile-preview";
import { ToastPreview } from "@/components/preview/toast-preview";
import type { XmlDocument } from "@/content/document";
import type { TextSlot } from "@/content/translation/slots";

export interface PreviewApp {
  name: string;
  iconGlyph: string;
  iconColor: string;
}

interface Props {
  document: XmlDocument;
  kind: "toast" | "tile";
  app: PreviewApp;
  language: string;
  skin?: "10" | "11";
  theme?: "light" | "dark" | "contrast";
  /** Text size of Windows' settings, 1 to 2.25. */
  scale?: number;
  /** Value of the badge beside a tile. */
  badge?: string;
  /** Earlier updates of a tile, newest first: shown in turn with this one. */
  queue?: readonly XmlDocument[];
  /** Missing pictures: noted where they would be, or as Windows shows them. */
  missingImages?: "help" | "windows";
  /** Texts this language lacks. */
  needsText?: readonly TextSlot[];
  /** Told by place which texts are cut there; the collapsed Action Center cuts on purpose. */
  onCut?(place: string, cuts: readonly Cut[]): void;
  /** Only the pop-up or two sizes, for places with little room. */
  isShort?: boolean;
}

const tileSizes = [
  { size: "medium", label: "Medium" },
  { size: "wide", label: "Wide" },
  { size: "small", label: "Small" },
  { size: "large", label: "Large" },
] as const;

/** The places where Windows shows a notification, on a desktop. */
export function NotificationPreview(props: Props) {
  const {
    kind,
    skin = "11",
    theme = "light",
    isShort,
    scale,
    onCut,
    badge,
    queue,
    ...source
  } = props;
  const tell = useTellers(onCut);
  if (kind === "tile") {
    return (
      <PreviewStage theme={theme}>
        {tileSizes.slice(0, isShort ? 2 : 4).map(({ size, label }) => (
          <PreviewPlace key={size} label={`${label} tile`}>
            <TilePreview
              {...source}
              size={size}
              theme={theme}
              badge={badge}
              queue={queue && [source.document, ...queue]}
              onCut={tell[label]}
            />
          </PreviewPlace>
        ))}
      </PreviewStage>
    );
  }
  return (
    <PreviewStage theme={theme}>
      <PreviewPlace label="Toast banner">
        <ToastPreview
          {...source}
          skin={skin}
          theme={theme}
          scale={scale}
          view="banner"
          onCut={tell.toast}
        />
      </PreviewPlace>
      {!isShort && (
        <PreviewPlace label="Action Center">
          <ToastPreview
            {...source}
            skin={skin}
            theme={theme}
            scale={scale}
            view="center"
            time="09:00"
          />
        </PreviewPlace>
      )}
    </PreviewStage>
  );
}

/** The previews measure anew for a new function, so each place keeps its own. */
function useTellers(onCut: Props["onCut"]): Record<string, ((cuts: Cut[]) => void) | undefined> {
  return useMemo(() => {
    if (!onCut) return {};
    const tiles = tileSizes.map(({ label }) => [
      label,
      (cuts: Cut[]) => onCut(`${label} tile`, cuts),
    ]);
    return { ...Object.fromEntries(tiles), toast: (cuts: Cut[]) => onCut("Toast banner", cuts) };
  }, [onCut]);
}
