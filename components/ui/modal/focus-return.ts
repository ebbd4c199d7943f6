"use client";

import { useEffect } from "react";

let lastOutside: HTMLElement | undefined;

const layers = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

if (typeof document !== "undefined") {
  // Dialogs load when they first open: what has the focus then is what opened it.
  if (document.activeElement instanceof HTMLElement) lastOutside = document.activeElement;
  document.addEventListener("focusin", (event) => {
    const element = event.target as HTMLElement;
    if (!element.closest(layers)) lastOutside = element;
  });
}

/**
 * Gives the focus back to where it was before this layer opened, if closing lost it. A dialog that is
 * opened from a menu cannot remember its trigger: the menu item is gone by then.
 */
export function useFocusReturn(): void {
  useEffect(() => {
    const target = lastOutside;
    return () => {
      setTimeout(() => {
        const isLost = document.activeElement === document.body || !document.activeElement;
        if (isLost && target?.isConnected) target.focus();
      });
    };
  }, []);
}
