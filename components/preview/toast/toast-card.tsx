"use client";

import type { CSSProperties } from "react";
import { type PreviewTheme, useDrawing } from "../shared/drawing";
import { Picture } from "../shared/picture";
import themes from "../shared/themes.module.css";
import type { ToastModel } from "../toast-model";
import { AppRow, CollapseButton } from "./app-row";
import { ContextMenu } from "./context-menu";
import { lookOf, skinOf } from "./look";
import styles from "./toast.module.css";
import { CallPicture, ToastBlocks } from "./toast-blocks";
import { ToastButtons } from "./toast-buttons";
import { ToastInputs } from "./toast-inputs";
import { ToastTexts } from "./toast-texts";
import { type ToastState, useToastState } from "./use-toast-state";

export interface ToastCardProps {
  model: ToastModel;
  theme: PreviewTheme;
  isInCentre: boolean;
  startsExpanded: boolean;
  scale: number;
  direction: "ltr" | "rtl";
  language?: string;
  time?: string;
}

export function ToastCard(props: ToastCardProps) {
  const { model, theme, isInCentre, scale, direction, language } = props;
  const { app } = useDrawing();
  const state = useToastState(model, app.name, props.startsExpanded);
  const look = lookOf(model.build);
  return (
    <article
      aria-label={`Toast of ${app.name}`}
      dir={direction}
      lang={language}
      className={`${themes.themed} ${styles.root}`}
      data-skin={skinOf(look)}
      data-look={look}
      data-theme={theme}
      data-view={isInCentre ? "center" : "banner"}
      style={{ "--s": scale } as CSSProperties}
      onContextMenu={(event) => {
        if ((event.target as Element).closest("input")) return;
        event.preventDefault();
        state.setMenuOpen(true);
      }}
    >
      <div className={styles.card} data-part="card">
        <CardContent {...props} state={state} />
      </div>
      {state.isMenuOpen && <ContextMenu model={model} state={state} />}
      {state.said && (
        <output className={styles.said} dir="ltr" lang="en">
          {state.said}
        </output>
      )}
    </article>
  );
}

function CardContent({ model, isInCentre, time, state }: ToastCardProps & { state: ToastState }) {
  const look = lookOf(model.build);
  const { isExpanded } = state;
  const hasAppRow = look === "11" || (look === "10-20h2" && !isInCentre);
  return (
    <>
      {isExpanded && model.hero && (
        <Picture image={model.hero} className={styles.hero} placeholderHeight={180} />
      )}
      <AppRow
        model={model}
        state={state}
        time={isInCentre ? time : undefined}
        canCollapse={isInCentre}
        isInCentre={isInCentre}
      />
      <div className={hasAppRow ? undefined : styles.withClose}>
        <ToastTexts model={model} isExpanded={isExpanded} isInCentre={isInCentre} time={time} />
        {!hasAppRow && isInCentre && (
          <div className={styles.corner}>
            <CollapseButton state={state} />
          </div>
        )}
      </div>
      {isExpanded && (
        <>
          <CallPicture model={model} />
          <ToastBlocks model={model} />
          <ToastInputs model={model} state={state} />
          <ToastButtons model={model} state={state} />
        </>
      )}
      <div className={styles.foot} />
    </>
  );
}
