"use client";

import { forceLinting, linter } from "@codemirror/lint";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import type { Problem } from "@/content/problem";
import type { PayloadKind } from "@/content/validate";
import { diagnosticsOf, xmlExtensions } from "./extensions";

export interface XmlEditorHandle {
  /** Puts the cursor there and the focus into the editor. Line and column from 1. */
  goTo(place: { line: number; column: number }): void;
}

export interface XmlEditorProps {
  value: string;
  kind: PayloadKind;
  label: string;
  /** What is wrong with a text; the editor asks when it stands still. */
  problemsOf(xml: string): readonly Problem[];
  isReadOnly?: boolean;
  onChange(value: string): void;
  handle?: Ref<XmlEditorHandle>;
}

/** Marks a change that came from outside, so that it is not told back. */
const fromOutside = Annotation.define<boolean>();

/** CodeMirror with the payload language. Load it lazily: it is large. */
export function XmlEditor(props: XmlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const access = useRef(new Compartment());
  /** What was typed and has not come back as `value` yet: an older one must not overwrite it. */
  const told = useRef<string[]>([]);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!host.current) return;
    const { value, kind, label, isReadOnly = false } = latest.current;
    const editor = new EditorView({
      parent: host.current,
      doc: value,
      extensions: [
        xmlExtensions(kind),
        EditorView.cspNonce.of(pageNonce()),
        linter(({ state }) => findings(latest.current, state), { delay: 200 }),
        access.current.of(EditorState.readOnly.of(isReadOnly)),
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          const isOwn = update.transactions.some((change) => !change.annotation(fromOutside));
          if (!update.docChanged || !isOwn) return;
          const text = update.state.doc.toString();
          told.current.push(text);
          latest.current.onChange(text);
        }),
      ],
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    const at = told.current.indexOf(props.value);
    if (at >= 0) told.current.splice(0, at + 1);
    if (!editor || at >= 0 || editor.state.doc.toString() === props.value) return;
    const changes = { from: 0, to: editor.state.doc.length, insert: props.value };
    editor.dispatch({ changes, annotations: fromOutside.of(true) });
    forceLinting(editor);
  }, [props.value]);

  useEffect(() => {
    const isReadOnly = EditorState.readOnly.of(props.isReadOnly ?? false);
    view.current?.dispatch({ effects: access.current.reconfigure(isReadOnly) });
  }, [props.isReadOnly]);

  useImperativeHandle(props.handle, () => ({
    goTo(place) {
      const editor = view.current;
      if (!editor) return;
      // Not by offset: in the editor a line break is one character, in a file from Windows two.
      const { doc } = editor.state;
      const line = doc.line(Math.min(place.line, doc.lines));
      const anchor = Math.min(line.from + place.column - 1, line.to);
      editor.dispatch({ selection: { anchor }, scrollIntoView: true });
      editor.focus();
    },
  }));

  return <div ref={host} />;
}

/** The editor's style element passes the page's CSP with the nonce the page's own elements carry. */
function pageNonce(): string {
  return document.querySelector<HTMLElement>("style[nonce], script[nonce]")?.nonce ?? "";
}

function findings({ problemsOf }: XmlEditorProps, state: EditorState) {
  return diagnosticsOf(problemsOf(state.doc.toString()), state.doc.length);
}
