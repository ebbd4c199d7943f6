import { useMemo } from "react";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { payloadByteLimit } from "@/content/bytes";
import type { XmlDocument } from "@/content/document";
import type { ToastField } from "@/content/fields";
import { readFields, writeBindingText, writeField } from "@/content/fields";
import { parsePayload } from "@/content/parse";
import { serialize } from "@/content/serialize";
import { canTrack } from "@/content/tracking";
import { payloadSizes } from "@/server/notifications/content-rules";

/** The draft's content as the form needs it, and the ways to change it. */
export function useContent() {
  const { draft, change } = useDraft();
  const { content } = draft;
  const parsed = useMemo(() => parsePayload(content.document), [content.document]);
  const fields = parsed.ok ? readFields(parsed.document) : undefined;
  const sizes = useMemo(() => payloadSizes(content), [content]);
  const bytes = sizes.find(({ language }) => language === content.defaultLanguage)?.bytes;

  function setDocument(document: XmlDocument, more: Partial<typeof content> = {}) {
    change({ content: { ...content, document: serialize(document), ...more } });
  }

  return {
    content,
    parsed,
    fields,
    bytes,
    byteLimit: payloadByteLimit,
    trackable: parsed.ok && canTrack(parsed.document),
    /** undefined takes the attribute away, so that Windows' default holds. */
    setField(field: ToastField, value: string | undefined) {
      if (!parsed.ok) return;
      const document = writeField(parsed.document, field, value);
      setDocument(document, { trackLaunches: content.trackLaunches && canTrack(document) });
    },
    setBindingText(binding: number, text: number, value: string) {
      if (parsed.ok) setDocument(writeBindingText(parsed.document, [binding, text], value));
    },
    setTracking: (trackLaunches: boolean) => change({ content: { ...content, trackLaunches } }),
    setLanguage: (defaultLanguage: string) => change({ content: { ...content, defaultLanguage } }),
  };
}

export type ContentForm = ReturnType<typeof useContent>;
