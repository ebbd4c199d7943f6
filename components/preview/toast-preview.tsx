"use client";

import { useMemo, useRef } from "react";
import { directionOf } from "@/content/languages";
import { type Cut, useCuts } from "./measure-cuts";
import { type Drawing, DrawingContext, type PreviewTheme, type Skin } from "./shared/drawing";
import { type PreviewSource, useLastDocument } from "./shared/last-document";
import { ToastCard } from "./toast/toast-card";
import {
  readToast,
  type ToastModel,
  type ToastModelOptions,
  windows10Build,
  windows11Build,
} from "./toast-model";

export interface ToastPreviewProps
  extends PreviewSource,
    Pick<Drawing, "app">,
    Partial<Omit<Drawing, "app">>,
    Pick<ToastModelOptions, "data" | "needsText"> {
  skin?: Skin;
  /** A build of Windows 10 with another look; only with skin 10. */
  build?: number;
  theme?: PreviewTheme;
  /** BCP 47; decides the direction. */
  language?: string;
  /** Pop-up, or in the notification centre, where it starts collapsed. */
  view?: "banner" | "center";
  /** Text size of Windows' settings, 1 to 2.25. */
  scale?: number;
  /** When it came, ready to read; shown in the notification centre. */
  time?: string;
  startsExpanded?: boolean;
  /** Told whenever other texts are cut than before. */
  onCut?: (cuts: Cut[]) => void;
}

const noAssets = {};

/** A toast as Windows draws it. Shows the last payload without mistakes; nothing before there was one. */
export function ToastPreview(props: ToastPreviewProps) {
  const { app, assets = noAssets, missingImages = "help", skin = "11", data, needsText } = props;
  const document = useLastDocument(props, "toast");
  const build = skin === "11" ? windows11Build : (props.build ?? windows10Build);
  const model = useMemo<ToastModel | undefined>(
    () => document && readToast(document, { appName: app.name, build, data, needsText }),
    [document, app.name, build, data, needsText],
  );
  const root = useRef<HTMLDivElement>(null);
  useCuts(root, props.onCut);
  const drawing = useMemo(() => ({ app, assets, missingImages }), [app, assets, missingImages]);
  if (!model) return null;
  return (
    <DrawingContext value={drawing}>
      <div ref={root}>
        <ToastCard
          model={model}
          theme={props.theme ?? "light"}
          isInCentre={props.view === "center"}
          startsExpanded={props.startsExpanded ?? props.view !== "center"}
          scale={Math.min(2.25, Math.max(1, props.scale ?? 1))}
          direction={props.language ? directionOf(props.language) : "ltr"}
          language={props.language}
          time={props.time}
        />
      </div>
    </DrawingContext>
  );
}
