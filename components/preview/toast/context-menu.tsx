"use client";

import { useEffect, useRef } from "react";
import { useDrawing } from "../shared/drawing";
import type { ToastModel } from "../toast-model";
import { wordsOrSlot } from "./clamped";
import styles from "./controls.module.css";
import type { ToastState } from "./use-toast-state";

/** The app's own entries, then Windows'. */
export function ContextMenu({ model, state }: { model: ToastModel; state: ToastState }) {
  const { app } = useDrawing();
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => menu.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus(), []);
  const settings = "Go to notification settings";
  const off = `Turn off all notifications for ${app.name}`;
  const pick = (sentence: string) => {
    state.setMenuOpen(false);
    state.say(sentence);
  };
  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label="Menu of this toast"
      className={styles.menu}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        state.setMenuOpen(false);
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) state.setMenuOpen(false);
      }}
    >
      {model.contextMenu.map((action) => (
        <button
          key={action.path.join("/")}
          type="button"
          role="menuitem"
          className={styles.option}
          onClick={() => state.press(action)}
        >
          {wordsOrSlot(action.label)}
        </button>
      ))}
      {model.contextMenu.length > 0 && <hr className={styles.separator} />}
      {(model.build >= 22_000 ? [off, settings] : [settings, off]).map((entry) => (
        <button
          key={entry}
          type="button"
          role="menuitem"
          className={styles.option}
          onClick={() =>
            pick(entry === off ? "Would turn the app’s notifications off." : "Would open Settings.")
          }
        >
          {entry}
        </button>
      ))}
    </div>
  );
}
