"use client";

import { makeStyles } from "@fluentui/react-components";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { elementAt, type NodePath, type XmlDocument } from "@/content/document";
import type { Edited } from "@/content/editor/edit";
import type { Problem } from "@/content/problem";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "16px", minWidth: 0 },
});

export type Deed = (document: XmlDocument) => Edited | undefined;

export interface PayloadForm {
  document: XmlDocument;
  problems: readonly Problem[];
  /** Changes the document. `key` names the field that is being typed in, so that undo takes it whole. */
  edit(deed: Deed, key?: string): void;
  /** What a rule of the notification says of a field, beside the schema's own problems. */
  messageOf?(path: NodePath, attribute: string | undefined): string | undefined;
  onLeave?(path: NodePath): void;
}

const FormContext = createContext<(PayloadForm & { change: PayloadForm["edit"] }) | undefined>(
  undefined,
);

/** The form's document. `change` is for what moves the focus to the element it made or moved. */
export function usePayloadForm() {
  const form = useContext(FormContext);
  if (!form) throw new Error("usePayloadForm is for parts of a PayloadFormProvider.");
  return form;
}

export function PayloadFormProvider(props: { form: PayloadForm; children: ReactNode }) {
  const { form } = props;
  const styles = useStyles();
  const root = useRef<HTMLDivElement>(null);
  const wanted = useRef<NodePath>(undefined);

  useEffect(() => {
    if (!wanted.current || !form.document) return;
    const item = root.current?.querySelector(`[data-item="${pathKey(wanted.current)}"]`);
    wanted.current = undefined;
    item?.querySelector<HTMLElement>("input, textarea, button")?.focus();
  }, [form.document]);

  function change(deed: Deed) {
    form.edit((document) => {
      const edited = deed(document);
      wanted.current = edited?.path;
      return edited;
    });
  }

  return (
    <FormContext value={{ ...form, change }}>
      <div ref={root} className={styles.root}>
        {props.children}
      </div>
    </FormContext>
  );
}

export function pathKey(path: NodePath): string {
  return path.join("/") || "root";
}

/** What is wrong with an attribute, or with undefined with the element itself. */
export function problemAt(
  { document, problems }: PayloadForm,
  path: NodePath,
  attribute: string | undefined,
): string | undefined {
  const element = elementAt(document, path);
  if (!element) return undefined;
  const own = attribute
    ? element.attributes.find(({ name }) => name === attribute)?.range
    : element.nameRange;
  if (!own) return undefined;
  const found = problems.find(({ start }) => start >= own.start && start < own.end);
  return found?.message;
}
