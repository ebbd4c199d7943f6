"use client";

import { useEffect, useMemo, useRef } from "react";
import type { XmlDocument } from "@/content/document";
import { parsePayload } from "@/content/parse";

/** A parsed payload, or its text. */
export interface PreviewSource {
  document?: XmlDocument;
  xml?: string;
}

/** The document to draw: while the text is broken or of another kind, the last one that was not. */
export function useLastDocument(
  { document, xml }: PreviewSource,
  kind: "toast" | "tile",
): XmlDocument | undefined {
  const last = useRef<XmlDocument>(undefined);
  const current = useMemo(() => {
    const parsed = document ?? (xml === undefined ? undefined : parsedOf(xml));
    return parsed?.root.name === kind ? parsed : undefined;
  }, [document, xml, kind]);
  useEffect(() => {
    if (current) last.current = current;
  }, [current]);
  return current ?? last.current;
}

function parsedOf(xml: string): XmlDocument | undefined {
  const result = parsePayload(xml);
  return result.ok ? result.document : undefined;
}
