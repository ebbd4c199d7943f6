import { syntaxTree } from "@codemirror/language";
import { RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

const classes: Readonly<Record<string, string>> = {
  TagName: "cm-xml-tag",
  StartTag: "cm-xml-tag",
  StartCloseTag: "cm-xml-tag",
  EndTag: "cm-xml-tag",
  SelfCloseEndTag: "cm-xml-tag",
  AttributeName: "cm-xml-name",
  AttributeValue: "cm-xml-value",
  Comment: "cm-xml-quiet",
  ProcessingInst: "cm-xml-quiet",
  EntityReference: "cm-xml-name",
  CharacterReference: "cm-xml-name",
};

const marks = Object.fromEntries(
  Object.entries(classes).map(([name, value]) => [name, Decoration.mark({ class: value })]),
);

/** Colours by part of the language, as classes, so that the portal's theme decides what they are. */
export const xmlMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = marksIn(view);
    }
    update(update: ViewUpdate) {
      const isParsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || isParsed) {
        this.decorations = marksIn(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function marksIn(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter(node) {
        const mark = marks[node.name];
        if (mark && node.from < node.to) builder.add(node.from, node.to, mark);
      },
    });
  }
  return builder.finish();
}
