"use client";

import { makeStyles } from "@fluentui/react-components";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from "react";
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

export interface FormDeeds extends Pick<PayloadForm, "edit"> {
  /** For what moves the focus to the element it made or moved. */
  change(deed: Deed): void;
  leave(path: NodePath): void;
}

const FormContext = createContext<PayloadForm | undefined>(undefined);
const DeedsContext = createContext<FormDeeds | undefined>(undefined);

/** The form's document as it is: a part that asks for it is drawn again with every keystroke. */
export function usePayloadForm(): PayloadForm {
  const form = useContext(FormContext);
  if (!form) throw new Error("usePayloadForm is for parts of a PayloadFormProvider.");
  return form;
}

/** What can be done to the document: always the same, so that controls need not be drawn again. */
export function useFormDeeds(): FormDeeds {
  const deeds = useContext(DeedsContext);
  if (!deeds) throw new Error("useFormDeeds is for parts of a PayloadFormProvider.");
  return deeds;
}

/** For `memo`: paths and other lists are made anew with every outline, and are the same if their parts are. */
export function isSameProps<Props extends object>(before: Props, after: Props): boolean {
  const names = Object.keys(after) as (keyof Props)[];
  return names.length === Object.keys(before).length && names.every(isSame);
  function isSame(name: keyof Props): boolean {
    const [one, other] = [before[name], after[name]];
    if (!Array.isArray(one) || !Array.isArray(other)) return Object.is(one, other);
    return one.length === other.length && one.every((part, at) => Object.is(part, other[at]));
  }
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

  const latest = useRef(form);
  latest.current = form;
  const deeds = useMemo<FormDeeds>(
    () => ({
      edit: (deed, key) => latest.current.edit(deed, key),
      change: (deed) =>
        latest.current.edit((document) => {
          const edited = deed(document);
          wanted.current = edited?.path;
          return edited;
        }),
      leave: (path) => latest.current.onLeave?.(path),
    }),
    [],
  );

  return (
    <DeedsContext value={deeds}>
      <FormContext value={form}>
        <div ref={root} className={styles.root}>
          {props.children}
        </div>
      </FormContext>
    </DeedsContext>
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
