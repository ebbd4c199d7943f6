import { useMemo } from "react";
import { payloadByteLimit, utf8Bytes } from "@/content/bytes";
import type { XmlDocument } from "@/content/document";
import { readFields, writeBindingText, writeField } from "@/content/fields";
import type { ToastField } from "@/content/fields";
import { renderLanguage } from "@/content/notification-content";
import { parsePayload } from "@/content/parse";
import { serialize } from "@/content/serialize";
import { canTrack, fillTracked, prepareTracked, prepareUntracked, tokenBytes } from "@/content/tracking";
import { useDraft } from "./draft-context";

const sampleToken = new Uint8Array(tokenBytes);

/** Bytes on the wire: after escaping, in the language's own form, with the tracking token (P H.8). */
export function wireBytes(document: XmlDocument, isTracked: boolean): number {
  const isCounted = isTracked && canTrack(document);
  const payload = isCounted ? prepareTracked(document) : prepareUntracked(document);
  return utf8Bytes(fillTracked(payload, sampleToken));
}

/** The draft's content as the form needs it, and the ways to change it. */
export function useContent() {
  const { draft, change } = useDraft();
  const { content } = draft;
  const parsed = useMemo(() => parsePayload(content.document), [content.document]);
  const rendered = useMemo(
    () => renderLanguage(content, content.defaultLanguage),
    [content],
  );
  const fields = parsed.ok ? readFields(parsed.document) : undefined;
  const bytes = rendered.ok ? wireBytes(rendered.document, content.trackLaunches) : undefined;

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
