"use client";

import { Checkbox, Dropdown, makeStyles, Option, tokens } from "@fluentui/react-components";
import { type ReactNode, useCallback, useDeferredValue, useState } from "react";
import type { Cut } from "@/components/preview/measure-cuts";
import { PhonePreview } from "@/components/preview/phone-preview";
import { PreviewPlace, PreviewStage } from "@/components/preview/preview-stage";
import { WebPreview } from "@/components/preview/web-preview";
import { useUrlState } from "@/components/table/use-url-state";
import { walkElements, type XmlDocument } from "@/content/document";
import { languageName } from "@/content/languages";
import type { TextSlot } from "@/content/translation/slots";
import { CutWarning, type PlacedCuts } from "./cut-warning";
import { NotificationPreview, type PreviewApp } from "./notification-preview";
import { useTileQueue } from "./use-tile-queue";

const useStyles = makeStyles({
  pane: { display: "flex", flexDirection: "column", gap: "8px" },
  head: { display: "flex", alignItems: "baseline", gap: "8px" },
  choices: { display: "flex", gap: "8px" },
  title: { fontSize: "14px", fontWeight: 600, margin: 0 },
  language: { color: tokens.colorNeutralForeground3, fontSize: "12px", marginRight: "auto" },
  choice: { flex: "1 1 0", minWidth: 0, maxWidth: "160px" },
  switches: { display: "flex", flexWrap: "wrap", columnGap: "8px" },
  note: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

const versions = {
  "11": "Windows 11",
  "10": "Windows 10",
  web: "Web app",
  android: "Android",
  ios: "iPhone",
};
const modes = { light: "Light", dark: "Dark", contrast: "High contrast" };
const scales = { "100": "Text 100%", "125": "Text 125%", "150": "Text 150%", "200": "Text 200%" };

/** The notification as Windows would draw it, in a theme of its own. */
export function PreviewPane(props: {
  document: XmlDocument | undefined;
  kind: "toast" | "tile";
  app: PreviewApp;
  language: string;
  /** Texts this language lacks. */
  needsText?: readonly TextSlot[];
  badge?: string;
  /** Of the app whose earlier tiles can stand in the queue. */
  appId?: number;
  /** Under the preview. */
  children?: ReactNode;
  /** False while the XML has errors: the last version without errors stays. */
  isCurrent?: boolean;
}) {
  const styles = useStyles();
  const [url, setUrl] = useUrlState({ os: "11", mode: "light", text: "100" });
  const [isAsWindows, setAsWindows] = useState(false);
  const [hasQueue, setHasQueue] = useState(false);
  const queue = useTileQueue(hasQueue ? props.appId : undefined);
  const [cuts, setCuts] = useState<PlacedCuts>({});
  const noteCuts = useCallback((place: string, found: readonly Cut[]) => {
    setCuts((known) => ({ ...known, [place]: found }));
  }, []);
  const document = useDeferredValue(props.document);
  const isToast = props.kind === "toast";
  const phone = isToast && (url.os === "android" || url.os === "ios") ? url.os : undefined;
  const isWeb = isToast && url.os === "web";
  const isWindows = !phone && !isWeb;
  const mode = url.mode === "dark" || url.mode === "contrast" ? url.mode : "light";
  return (
    <section className={styles.pane} aria-label="Preview">
      <div className={styles.head}>
        <h2 className={styles.title}>Preview</h2>
        <span className={styles.language}>{languageName(props.language)}</span>
      </div>
      <div className={styles.choices}>
        {isToast && (
          <>
            <Choice
              label="Shown on"
              choices={versions}
              value={url.os}
              onChange={(os) => setUrl({ os })}
            />
            {isWindows && (
              <Choice
                label="Text size"
                choices={scales}
                value={url.text}
                onChange={(text) => setUrl({ text })}
              />
            )}
          </>
        )}
        <Choice
          label="Colours"
          choices={modes}
          value={mode}
          onChange={(next) => setUrl({ mode: next })}
        />
      </div>
      {document && phone && (
        <PreviewStage theme={mode}>
          <PreviewPlace label={phone === "android" ? "Android, notification shade" : "iPhone"}>
            <PhonePreview
              document={document}
              platform={phone}
              app={props.app}
              language={props.language}
              theme={mode}
            />
          </PreviewPlace>
        </PreviewStage>
      )}
      {document && isWeb && (
        <WebPreview document={document} app={props.app} language={props.language} theme={mode} />
      )}
      {document && isWindows && (
        <NotificationPreview
          document={document}
          kind={props.kind}
          app={props.app}
          language={props.language}
          needsText={props.needsText}
          badge={props.badge}
          queue={queue && queue.length > 0 ? queue : undefined}
          missingImages={isAsWindows ? "windows" : "help"}
          skin={url.os === "10" ? "10" : "11"}
          theme={mode}
          scale={Number(url.text) / 100 || 1}
          onCut={noteCuts}
        />
      )}
      {document && isWindows && <CutWarning document={document} cuts={cuts} />}
      {document && isWindows && (
        <div className={styles.switches}>
          {hasPictures(document) && (
            <Checkbox
              label="Missing pictures as in Windows"
              checked={isAsWindows}
              onChange={(_, data) => setAsWindows(data.checked === true)}
            />
          )}
          {!isToast && props.appId !== undefined && (
            <Checkbox
              label="Live queue with the tiles sent before"
              checked={hasQueue}
              onChange={(_, data) => setHasQueue(data.checked === true)}
            />
          )}
        </div>
      )}
      {queue?.length === 0 && <span className={styles.note}>No tile was sent before.</span>}
      <span className={styles.note} role="status">
        {props.isCurrent === false
          ? "Showing the last version without errors."
          : `${isToast ? "" : "Windows 10; Windows 11 has no live tiles. "}Drawn by Herald, not by ${phone ? "the phone" : isWeb ? "the browser" : "Windows"}.`}
      </span>
      {props.children}
    </section>
  );
}

function hasPictures(document: XmlDocument): boolean {
  return [...walkElements(document)].some(([{ name }]) => name === "image");
}

function Choice(props: {
  label: string;
  choices: Record<string, string>;
  value: string;
  onChange(value: string): void;
}) {
  const styles = useStyles();
  const { choices } = props;
  const value = props.value in choices ? props.value : (Object.keys(choices)[0] ?? "");
  return (
    <Dropdown
      className={styles.choice}
      size="small"
      aria-label={props.label}
      value={choices[value] ?? value}
      selectedOptions={[value]}
      onOptionSelect={(_, data) => data.optionValue && props.onChange(data.optionValue)}
    >
      {Object.entries(choices).map(([choice, label]) => (
        <Option key={choice} value={choice}>
          {label}
        </Option>
      ))}
    </Dropdown>
  );
}
