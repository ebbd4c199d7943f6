import { useCallback, useMemo, useRef, useState } from "react";
import { emptyHistory, type History, record, redo, undo } from "@/components/editor/history";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { payloadByteLimit } from "@/content/bytes";
import type { XmlDocument } from "@/content/document";
import type { Edited } from "@/content/editor/edit";
import { readFields, type ToastField, writeField } from "@/content/fields";
import type { NotificationContent } from "@/content/notification-content";
import { parsePayload } from "@/content/parse";
import { serialize } from "@/content/serialize";
import { canTrack } from "@/content/tracking";
import { updateDocument } from "@/content/translation/changes";
import { type PayloadKind, validatePayload } from "@/content/validate";
import { payloadSizes } from "@/server/notifications/content-rules";

/** The draft's content as its editors need it, the ways to change it, and the way back. */
export function useContent() {
  const { draft, change, notification } = useDraft();
  const { content } = draft;
  const { kind } = notification;
  const latest = useRef(content);
  latest.current = content;
  const [history, setHistory] = useState<History<NotificationContent>>(emptyHistory);
  const parsed = useMemo(() => parsePayload(content.document), [content.document]);
  // The languages' sizes do not depend on what is done where a text is missing.
  const sizes = useMemo(() => payloadSizes({ ...content, missingTexts: "default" }), [content]);
  const problemsOf = useCallback((xml: string) => findProblems(xml, kind), [kind]);
  const problems = useMemo(() => problemsOf(content.document), [content.document, problemsOf]);

  const show = useCallback(
    (next: NotificationContent) => {
      latest.current = next;
      change({ content: next });
    },
    [change],
  );

  /** `key` names the field that is being typed in, so that undo takes it whole. */
  function setContent(next: NotificationContent, key?: string) {
    const before = latest.current;
    if (next === before) return;
    setHistory((steps) => record(steps, before, { key, at: Date.now() }));
    show(next);
  }

  /** For what comes later than it was asked for: changes the content as it is by then. */
  function update(change: (content: NotificationContent) => NotificationContent, key?: string) {
    setContent(change(latest.current), key);
  }

  function setXml(xml: string, key?: string) {
    if (xml === latest.current.document) return;
    const next = updateDocument(latest.current, xml);
    const read = parsePayload(xml);
    const canBeTracked = !read.ok || canTrack(read.document);
    setContent({ ...next, trackLaunches: next.trackLaunches && canBeTracked }, key);
  }

  function edit(deed: (document: XmlDocument) => Edited | undefined, key?: string) {
    const read = parsePayload(latest.current.document);
    const edited = read.ok ? deed(read.document) : undefined;
    if (edited) setXml(serialize(edited.document), key);
  }

  function step(move: typeof undo) {
    const taken = move(history, latest.current);
    if (!taken) return;
    setHistory(taken.history);
    show(taken.value);
  }

  return {
    content,
    parsed,
    problems,
    problemsOf,
    sizes,
    fields: parsed.ok ? readFields(parsed.document) : undefined,
    byteLimit: payloadByteLimit,
    trackable: parsed.ok && canTrack(parsed.document),
    setContent,
    update,
    setXml,
    edit,
    /** undefined takes the attribute away, so that Windows' default holds. */
    setField(field: ToastField, value: string | undefined) {
      edit((document) => ({ document: writeField(document, field, value), path: [] }), field);
    },
    /** "" takes it out, so that the badge on the device stays as it is. */
    setBadge(value: string) {
      const { badge: _, ...rest } = latest.current;
      setContent(value === "" ? rest : { ...rest, badge: value }, "badge");
    },
    setTracking: (trackLaunches: boolean) => setContent({ ...latest.current, trackLaunches }),
    undo: history.past.length > 0 ? () => step(undo) : undefined,
    redo: history.future.length > 0 ? () => step(redo) : undefined,
  };
}

export type ContentForm = ReturnType<typeof useContent>;

/** The bytes are the byte meter's, which counts them per language and with the tracking token. */
function findProblems(xml: string, kind: PayloadKind) {
  return validatePayload(xml, { kind }).problems.filter(({ code }) => code !== "limit.bytes");
}
