"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import dynamic from "next/dynamic";
import { type ReactNode, useRef } from "react";
import { TableSkeleton } from "@/components/table/table-skeleton";
import type { Problem, ProblemFix } from "@/content/problem";
import type { PayloadKind } from "@/content/validate";
import { ProblemList } from "./problem-list";
import type { XmlEditorHandle } from "./xml-editor";
import { XmlFiles } from "./xml-files";

const XmlEditor = dynamic(() => import("./xml-editor").then((module) => module.XmlEditor), {
  ssr: false,
  loading: () => <TableSkeleton rows={6} />,
});

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "8px", minWidth: 0 },
  head: { display: "flex", gap: "8px", alignItems: "flex-start", flexWrap: "wrap" },
  files: { display: "flex", gap: "4px" },
  note: { flex: "1 1 240px", color: tokens.colorNeutralForeground3, fontSize: "12px" },
  keys: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

/** The payload as text, with its problems under it. Without `onChange` it is there to be read. */
export function XmlView(props: {
  xml: string;
  kind: PayloadKind;
  fileName: string;
  problems: readonly Problem[];
  problemsOf(xml: string): readonly Problem[];
  note: ReactNode;
  /** Typing on is one step of undo; a fix and an import are steps of their own. */
  onChange?(xml: string, how: "typed" | "replaced"): void;
}) {
  const styles = useStyles();
  const editor = useRef<XmlEditorHandle>(null);
  const { xml, onChange, problems } = props;
  const applyFix = (fix: ProblemFix) =>
    onChange?.(xml.slice(0, fix.start) + fix.text + xml.slice(fix.end), "replaced");
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <span className={styles.note}>{props.note}</span>
        <span className={styles.files}>
          <XmlFiles
            xml={xml}
            fileName={props.fileName}
            onImport={onChange && ((text) => onChange(text, "replaced"))}
          />
        </span>
      </div>
      <XmlEditor
        value={xml}
        kind={props.kind}
        label="XML of the notification"
        problemsOf={props.problemsOf}
        isReadOnly={!onChange}
        onChange={(text) => onChange?.(text, "typed")}
        handle={editor}
      />
      <span className={styles.keys}>
        Tab indents; Esc, then Tab leaves the editor. F8 goes to the next problem, Ctrl+Space offers
        what fits.
      </span>
      <ProblemList
        problems={problems}
        onGo={(problem) => editor.current?.goTo(problem)}
        onFix={onChange ? applyFix : undefined}
      />
    </div>
  );
}
