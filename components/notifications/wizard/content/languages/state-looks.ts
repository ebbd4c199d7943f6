import type { StatusLook } from "@/components/ui/status";
import { textLooks } from "@/components/ui/status-looks";
import type { TranslatedText } from "@/content/notification-content";
import type { LanguageState, SlotState } from "@/content/translation/states";

export const slotLooks: Record<SlotState, StatusLook> = {
  needs_text: textLooks.missing,
  out_of_date: textLooks.stale,
  edited: textLooks.person,
  machine: textLooks.machine,
  memory: textLooks.memory,
  builtin: textLooks.builtin,
  default: textLooks.default,
};

/** Where a text comes from, with the translator's name where a machine wrote it. */
export function originText(state: SlotState, entry: TranslatedText | undefined): string {
  const { label } = slotLooks[state];
  if (state === "machine" && entry?.provider) return `${label} · ${entry.provider}`;
  if (state === "memory") return `${label} · ${entry?.provider ?? "a person"}`;
  return label;
}

/** One line for a language: what is to be done, else where its texts come from. */
export function languageLook(state: LanguageState): { look: StatusLook; text: string } {
  if (state.isDefault) return { look: textLooks.default, text: textLooks.default.label };
  const { needs_text: missing, out_of_date: stale } = state.counts;
  const parts: string[] = [];
  if (stale > 0) parts.push(textLooks.stale.label);
  if (missing > 0) parts.push(missing === 1 ? "1 needs text" : `${missing} need text`);
  const [first] = state.states;
  if (parts.length > 0) {
    return { look: stale > 0 ? textLooks.stale : textLooks.missing, text: parts.join(" · ") };
  }
  const look = first ? slotLooks[first] : textLooks.default;
  return { look, text: first ? look.label : "Nothing to translate" };
}
