import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { autoCloseTags, xmlLanguage } from "@codemirror/lang-xml";
import { indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tokens } from "@fluentui/react-components";
import type { Problem } from "@/content/problem";
import type { PayloadKind } from "@/content/validate";
import { completionFor } from "./completion";
import { xmlMarks } from "./marks";

const theme = EditorView.theme({
  "&": {
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: "13px",
    maxHeight: "60vh",
  },
  "&.cm-focused": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  ".cm-scroller": {
    fontFamily: tokens.fontFamilyMonospace,
    fontFeatureSettings: '"calt" 0',
    lineHeight: "20px",
    minHeight: "240px",
  },
  ".cm-content": { caretColor: tokens.colorNeutralForeground1 },
  ".cm-cursor": { borderLeftColor: tokens.colorNeutralForeground1 },
  ".cm-gutters": {
    backgroundColor: "transparent",
    color: tokens.colorNeutralForeground3,
    border: "none",
  },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: `${tokens.colorBrandBackground2Pressed} !important`,
  },
  ".cm-xml-tag": { color: tokens.colorBrandForegroundLink },
  ".cm-xml-name": { color: tokens.colorPaletteBerryForeground1 },
  ".cm-xml-value": { color: tokens.colorStatusSuccessForeground1 },
  ".cm-xml-quiet": { color: tokens.colorNeutralForeground3 },
  ".cm-tooltip": {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    boxShadow: tokens.shadow8,
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
  },
});

/** Everything of the editor that does not change while it is open. */
export function xmlExtensions(kind: PayloadKind): Extension[] {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    indentUnit.of("  "),
    xmlLanguage,
    xmlLanguage.data.of({ autocomplete: completionFor(kind) }),
    autoCloseTags,
    closeBrackets(),
    autocompletion(),
    xmlMarks,
    EditorView.lineWrapping,
    EditorState.tabSize.of(2),
    keymap.of([
      ...completionKeymap,
      ...lintKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    theme,
  ];
}

/** The validator's findings as the editor marks them, with the fix as a deed. */
export function diagnosticsOf(problems: readonly Problem[], length: number): Diagnostic[] {
  return problems.map(({ start, end, severity, message, fix }) => {
    const from = Math.min(start, length);
    const actions = fix
      ? [
          {
            name: fix.label,
            apply: (view: EditorView) =>
              view.dispatch({ changes: { from: fix.start, to: fix.end, insert: fix.text } }),
          },
        ]
      : [];
    return { from, to: Math.max(from, Math.min(end, length)), severity, message, actions };
  });
}
