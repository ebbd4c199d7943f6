import { useEffect, useMemo, useRef } from "react";
import { renderLanguage } from "@/content/notification-content";
import { isError } from "@/content/validate";
import type { ContentForm } from "./use-content";

/** What the preview shows: a language of the last version without errors, with the texts it still lacks. */
export function usePreviewed(form: ContentForm, language: string) {
  const { content, parsed, problems } = form;
  const isGood = parsed.ok && !problems.some(isError);
  const lastGood = useRef<string>(undefined);
  const document = isGood ? content.document : (lastGood.current ?? content.document);
  useEffect(() => {
    if (isGood) lastGood.current = content.document;
  }, [isGood, content.document]);
  const rendered = useMemo(
    () => renderLanguage({ ...content, document }, language, "default"),
    [content, document, language],
  );
  return {
    document: rendered.ok ? rendered.document : undefined,
    needsText: rendered.ok ? rendered.missing : undefined,
    isCurrent: isGood,
  };
}
