"use client";

import { Link, makeStyles, mergeClasses } from "@fluentui/react-components";
import { type KeyboardEvent, useRef, useState } from "react";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { PhoneFoot } from "@/components/notifications/wizard/phone-foot";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import { useUrlState } from "@/components/table/use-url-state";
import { contentLanguages } from "@/content/notification-content";
import { ByteMeter } from "./byte-meter";
import { LanguageColumn } from "./languages/language-column";
import { TranslationProvider } from "./languages/translate/translation-context";
import { PreviewDrawer } from "./preview-drawer";
import { PreviewPane } from "./preview-pane";
import { RefusedNext } from "./refused-next";
import { ContentTools, type Tool } from "./tools/content-tools";
import { type ContentForm, useContent } from "./use-content";
import { usePreviewed } from "./use-previewed";
import { FormView } from "./views/form-view";
import { ViewTabs, views } from "./views/view-tabs";
import { XmlTab } from "./views/xml-tab";

const noPreviewColumn = "@media (max-width: 1279.98px)";
const phone = "@media (max-width: 639.98px)";
const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "216px minmax(0, 1fr) 412px",
    gap: "24px",
    alignItems: "start",
    [noPreviewColumn]: { gridTemplateColumns: "216px minmax(0, 1fr)" },
    [phone]: { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  editor: {
    display: "flex",
    flexDirection: "column",
    gap: "16px",
    minWidth: 0,
    outlineStyle: "none",
  },
  preview: {
    minWidth: 0,
    position: "sticky",
    top: 0,
    [noPreviewColumn]: { display: "none", position: "static" },
  },
  shown: { [phone]: { display: "block" } },
  wide: { [phone]: { display: "none" } },
  // At the foot of a phone's window, with the buttons.
  meter: { [phone]: { display: "none" } },
  test: { fontSize: "12px", alignSelf: "flex-start" },
});

/** P-36 to P-50, P-80 to P-87: languages, the content as form or XML, and what Windows makes of it. */
export function ContentStep({ problems }: { problems: StepProblems }) {
  const styles = useStyles();
  const { notification, draft, apps } = useDraft();
  const form = useContent();
  const [url, setUrl] = useUrlState({ lang: "", view: "form" });
  const { defaultLanguage } = form.content;
  const language = contentLanguages(form.content).find((tag) => tag === url.lang);
  const shown = language ?? defaultLanguage;
  const view = views.find((one) => one === url.view) ?? "form";
  const select = (lang: string) => setUrl({ lang: lang === defaultLanguage ? "" : lang });
  const previewed = usePreviewed(form, shown);
  const app = apps.find(({ id }) => id === draft.audience.appIds[0]);
  const isPreviewTab = view === "preview";
  const [tool, setTool] = useState<Tool>();
  const editor = useRef<HTMLDivElement>(null);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const meter = <ByteMeter sizes={form.sizes} language={shown} limit={form.byteLimit} />;
  const preview = (
    <PreviewPane
      {...previewed}
      kind={notification.kind}
      app={app ?? { name: "Your app", iconGlyph: "app", iconColor: "#0F6CBD" }}
      appId={app?.id}
      badge={form.content.badge}
      language={shown}
    >
      {app && (
        <Link as="button" className={styles.test} onClick={() => setTool("test")}>
          Send a test to my device
        </Link>
      )}
    </PreviewPane>
  );
  return (
    <TranslationProvider form={form}>
      <div className={styles.columns}>
        <LanguageColumn
          form={form}
          language={shown}
          problem={problems.messageOf("content.translations")}
          onSelect={select}
        />
        <div className={styles.editor}>
          <ViewTabs
            form={form}
            view={view}
            onSelect={(next) => setUrl({ view: next })}
            onPreview={() => setDrawerOpen(true)}
          >
            <ContentTools language={shown} open={tool} onOpen={setTool} />
          </ViewTabs>
          <RefusedNext problems={problems} />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside. */}
          <div
            className={mergeClasses(styles.editor, isPreviewTab && styles.wide)}
            ref={editor}
            tabIndex={-1}
            onKeyDown={(event) => {
              if (view === "xml" || !stepBack(event, form)) return;
              // What was undone may be what had the focus: the next Ctrl+Z must still arrive here.
              setTimeout(() => document.activeElement === document.body && editor.current?.focus());
            }}
          >
            {view === "xml" ? (
              <XmlTab form={form} kind={notification.kind} language={shown} onSelect={select} />
            ) : (
              <FormView
                key={shown}
                form={form}
                language={shown}
                problems={problems}
                onOpenXml={() => setUrl({ view: "xml" })}
              />
            )}
            <div className={styles.meter}>{meter}</div>
          </div>
        </div>
        <div className={mergeClasses(styles.preview, isPreviewTab && styles.shown)}>{preview}</div>
      </div>
      <PhoneFoot>{meter}</PhoneFoot>
      {isDrawerOpen && (
        <PreviewDrawer onClose={() => setDrawerOpen(false)}>{preview}</PreviewDrawer>
      )}
    </TranslationProvider>
  );
}

/** Undo goes over the document, not over one box: what a box forgets the form still knows. */
function stepBack(event: KeyboardEvent, form: ContentForm): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const key = event.key.toLowerCase();
  const isRedo = key === "y" || (key === "z" && event.shiftKey);
  if (key !== "z" && !isRedo) return false;
  event.preventDefault();
  if (isRedo) form.redo?.();
  else form.undo?.();
  return true;
}
