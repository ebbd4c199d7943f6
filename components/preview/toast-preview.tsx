"use client";

import { useMemo, useRef } from "react";
import type { XmlDocument } from "@/content/document";
import { directionOf } from "@/content/languages";
import { type Cut, useCuts } from "./measure-cuts";
import { timeShown } from "./model/time-shown";
import { type Drawing, DrawingContext, type PreviewTheme, type Skin } from "./shared/drawing";
import { type PreviewSource, useLastDocument } from "./shared/last-document";
import { CenterPanel } from "./toast/center-panel";
import { ToastCard } from "./toast/toast-card";
import {
  readToast,
  type ToastModel,
  type ToastModelOptions,
  windows10Build,
  windows11Build,
} from "./toast-model";

interface ToastLookProps
  extends Pick<Drawing, "app">,
    Partial<Omit<Drawing, "app">>,
    Pick<ToastModelOptions, "data" | "needsText"> {
  skin?: Skin;
  /** A build of Windows 10 with another look; only with skin 10. */
  build?: number;
  theme?: PreviewTheme;
  /** BCP 47; decides the direction. */
  language?: string;
  /** Text size of Windows' settings, 1 to 2.25. */
  scale?: number;
  startsExpanded?: boolean;
}

export interface ToastPreviewProps extends PreviewSource, ToastLookProps {
  /** Pop-up, or in the notification centre, where it starts collapsed. */
  view?: "banner" | "center";
  /** When it came, ready to read; shown in the notification centre unless the payload names a time. */
  time?: string;
  /** Told whenever other texts are cut than before. */
  onCut?: (cuts: Cut[]) => void;
}

/** A toast as Windows draws it. Shows the last payload without mistakes; nothing before there was one. */
export function ToastPreview(props: ToastPreviewProps) {
  const document = useLastDocument(props, "toast");
  const { app, data, needsText, time } = props;
  const build = buildOf(props);
  const model = useMemo(
    () => document && readToast(document, { appName: app.name, build, data, needsText }),
    [document, app.name, build, data, needsText],
  );
  const root = useRef<HTMLDivElement>(null);
  useCuts(root, props.onCut);
  const drawing = useDrawingOf(props);
  if (!model) return null;
  const isInCentre = props.view === "center";
  return (
    <DrawingContext value={drawing}>
      <div ref={root}>
        {isInCentre ? (
          <CenterPanel
            {...lookOfProps(props)}
            toasts={[{ model, time: timeOf(model, props) ?? time }]}
            startsExpanded={props.startsExpanded}
          />
        ) : (
          <ToastCard
            {...lookOfProps(props)}
            model={model}
            isInCentre={false}
            startsExpanded={props.startsExpanded ?? true}
          />
        )}
      </div>
    </DrawingContext>
  );
}

export interface NotificationCentrePreviewProps extends ToastLookProps {
  /** Newest first. */
  toasts: readonly { document: XmlDocument; time?: string }[];
}

/** Several toasts of one app, grouped by their headers. */
export function NotificationCentrePreview(props: NotificationCentrePreviewProps) {
  const { app, toasts, data, language } = props;
  const build = buildOf(props);
  const read = useMemo(
    () =>
      toasts.map(({ document, time }) => {
        const model = readToast(document, { appName: app.name, build, data });
        return { model, time: timeOf(model, { language }) ?? time };
      }),
    [toasts, app.name, build, data, language],
  );
  const drawing = useDrawingOf(props);
  return (
    <DrawingContext value={drawing}>
      <CenterPanel {...lookOfProps(props)} toasts={read} startsExpanded={props.startsExpanded} />
    </DrawingContext>
  );
}

function timeOf({ displayTimestamp }: ToastModel, { language }: { language?: string }) {
  return timeShown(displayTimestamp, { language, now: new Date() });
}

function buildOf({ skin = "11", build }: ToastLookProps): number {
  return skin === "11" ? windows11Build : (build ?? windows10Build);
}

const noAssets = {};

function useDrawingOf({ app, assets = noAssets, missingImages = "help" }: ToastLookProps): Drawing {
  return useMemo(() => ({ app, assets, missingImages }), [app, assets, missingImages]);
}

function lookOfProps({ theme = "light", scale = 1, language }: ToastLookProps) {
  return {
    theme,
    language,
    scale: Math.min(2.25, Math.max(1, scale)),
    direction: language ? directionOf(language) : ("ltr" as const),
  };
}
