"use client";

import { PreviewPlace, PreviewStage } from "@/components/preview/preview-stage";
import { TilePreview } from "@/components/preview/tile-preview";
import { ToastPreview } from "@/components/preview/toast-preview";
import type { XmlDocument } from "@/content/document";

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
  theme?: "light" | "dark";
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
  const { kind, skin = "11", theme = "light", isShort, ...source } = props;
  if (kind === "tile") {
    return (
      <PreviewStage theme={theme}>
        {tileSizes.slice(0, isShort ? 2 : 4).map(({ size, label }) => (
          <PreviewPlace key={size} label={`${label} tile`}>
            <TilePreview {...source} size={size} theme={theme} />
          </PreviewPlace>
        ))}
      </PreviewStage>
    );
  }
  return (
    <PreviewStage theme={theme}>
      <PreviewPlace label="Toast banner">
        <ToastPreview {...source} skin={skin} theme={theme} view="banner" />
      </PreviewPlace>
      {!isShort && (
        <PreviewPlace label="Action Center">
          <ToastPreview {...source} skin={skin} theme={theme} view="center" time="09:00" />
        </PreviewPlace>
      )}
    </PreviewStage>
  );
}
