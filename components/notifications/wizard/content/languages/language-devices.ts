import { chooseLanguage } from "@/content/languages";

export interface LanguageCount {
  language: string;
  count: number;
}

const nobody = "none";

/** Devices that get each of the content's languages, and how many get the default for want of their own. */
export function devicesByLanguage(
  counts: readonly LanguageCount[],
  available: readonly string[],
  defaultLanguage: string,
): { devices: Map<string, number>; others: number; total: number } {
  const devices = new Map<string, number>();
  let others = 0;
  let total = 0;
  for (const { language, count } of counts) {
    const chosen = chooseLanguage(language, available, nobody);
    const shown = chosen === nobody ? defaultLanguage : chosen;
    devices.set(shown, (devices.get(shown) ?? 0) + count);
    if (chosen === nobody) others += count;
    total += count;
  }
  return { devices, others, total };
}
