/** Read on the server and written in the browser; both need the same names. */
export const themeCookie = "herald.theme";

export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export const themeWords: Record<ThemeChoice, string> = {
  system: "Same as the system",
  light: "Light",
  dark: "Dark",
};

export function themeChoiceOf(value: string | undefined): ThemeChoice {
  return themeChoices.find((choice) => choice === value) ?? "system";
}
