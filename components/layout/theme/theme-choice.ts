/** Read on the server and written in the browser; both need the same names. */
export const themeCookie = "herald.theme";

export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export function themeChoiceOf(value: string | undefined): ThemeChoice {
  return themeChoices.find((choice) => choice === value) ?? "system";
}
