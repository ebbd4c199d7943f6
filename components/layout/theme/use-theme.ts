"use client";

import { useSyncExternalStore } from "react";
import { type ThemeChoice, themeChoiceOf, themeCookie } from "./theme-choice";

const changed = "herald:theme";

function subscribe(notify: () => void): () => void {
  window.addEventListener(changed, notify);
  return () => window.removeEventListener(changed, notify);
}

/** The root element holds the choice; the cookie tells it to the server for the next page. */
export function applyTheme(theme: ThemeChoice): void {
  document.documentElement.dataset.theme = theme;
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not there over plain http.
  document.cookie = `${themeCookie}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  window.dispatchEvent(new Event(changed));
}

/** On a machine that has no choice of its own yet, the account's is taken over. */
export function applyAccountTheme(theme: ThemeChoice): void {
  const hasOwn = document.cookie.split("; ").some((pair) => pair.startsWith(`${themeCookie}=`));
  if (!hasOwn && theme !== "system") applyTheme(theme);
}

/** Also inside the first server render, where the choice is not known to components: "system". */
export function useTheme(): { theme: ThemeChoice; setTheme: (theme: ThemeChoice) => void } {
  const theme = useSyncExternalStore(
    subscribe,
    () => themeChoiceOf(document.documentElement.dataset.theme),
    () => "system" as const,
  );
  return { theme, setTheme: applyTheme };
}
