"use client";

import { Button, makeStyles, Tooltip, tokens } from "@fluentui/react-components";
import { ArrowRedoRegular, ArrowUndoRegular, EyeRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { Tabs } from "@/components/layout/tabs";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { isError } from "@/content/validate";

export const views = ["form", "xml", "preview"] as const;
export type View = (typeof views)[number];

const useStyles = makeStyles({
  root: { display: "flex", alignItems: "center", gap: "4px" },
  tabs: { marginRight: "auto" },
  count: { color: tokens.colorStatusDangerForeground1, fontWeight: 600 },
  drawer: {
    display: "none",
    "@media (min-width: 640px) and (max-width: 1279.98px)": { display: "inline-flex" },
  },
  narrow: { "@media (min-width: 640px)": { display: "none" } },
});

/** Form | XML, on a phone Preview, else a button for its drawer; the way back and forth at the right. */
export function ViewTabs(props: {
  form: ContentForm;
  view: View;
  onSelect(view: View): void;
  /** Where the preview is a drawer. */
  onPreview(): void;
  children: ReactNode;
}) {
  const styles = useStyles();
  const { form } = props;
  const errors = form.problems.filter(isError).length;
  return (
    <div className={styles.root}>
      <div className={styles.tabs}>
        <Tabs
          isInline
          label="Ways to edit"
          selected={props.view}
          onSelect={props.onSelect}
          items={[
            { key: "form", label: "Form" },
            {
              key: "xml",
              name: errors > 0 ? `XML, errors: ${errors}` : "XML",
              label: (
                <>
                  XML
                  {errors > 0 && <span className={styles.count}>{errors}</span>}
                </>
              ),
            },
            { key: "preview", label: "Preview", className: styles.narrow },
          ]}
        />
      </div>
      <Tooltip content="Undo (Ctrl+Z)" relationship="label">
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowUndoRegular />}
          disabledFocusable={!form.undo}
          onClick={form.undo}
        />
      </Tooltip>
      <Tooltip content="Redo (Ctrl+Y)" relationship="label">
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowRedoRegular />}
          disabledFocusable={!form.redo}
          onClick={form.redo}
        />
      </Tooltip>
      <Button
        className={styles.drawer}
        size="small"
        appearance="subtle"
        icon={<EyeRegular />}
        onClick={props.onPreview}
      >
        Preview
      </Button>
      {props.children}
    </div>
  );
}
