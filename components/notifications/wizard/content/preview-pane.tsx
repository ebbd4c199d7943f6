"use client";

import { Dropdown, makeStyles, Option, ToggleButton, tokens } from "@fluentui/react-components";
import { WeatherMoonRegular, WeatherSunnyRegular } from "@fluentui/react-icons";
import { useDeferredValue, useState } from "react";
import type { XmlDocument } from "@/content/document";
import { NotificationPreview, type PreviewApp } from "./notification-preview";

const useStyles = makeStyles({
  pane: { display: "flex", flexDirection: "column", gap: "8px", position: "sticky", top: 0 },
  head: { display: "flex", alignItems: "center", gap: "8px" },
  title: { fontSize: "14px", fontWeight: 600, margin: 0, marginRight: "auto" },
  skin: { minWidth: "110px" },
  note: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

/** The notification as Windows would draw it, in a theme of its own. */
export function PreviewPane(props: {
  document: XmlDocument | undefined;
  kind: "toast" | "tile";
  app: PreviewApp;
  language: string;
  /** False while the XML has errors: the last version without errors stays. */
  isCurrent?: boolean;
}) {
  const styles = useStyles();
  const [skin, setSkin] = useState<"11" | "10">("11");
  const [theme, setTheme] = useState<"light" | "dark">("light");
  const document = useDeferredValue(props.document);
  const isToast = props.kind === "toast";
  return (
    <section className={styles.pane} aria-label="Preview">
      <div className={styles.head}>
        <h2 className={styles.title}>Preview</h2>
        {isToast && (
          <Dropdown
            className={styles.skin}
            size="small"
            aria-label="Windows version"
            value={`Windows ${skin}`}
            selectedOptions={[skin]}
            onOptionSelect={(_, data) => setSkin(data.optionValue === "10" ? "10" : "11")}
          >
            <Option value="11">Windows 11</Option>
            <Option value="10">Windows 10</Option>
          </Dropdown>
        )}
        <ToggleButton
          size="small"
          icon={<WeatherSunnyRegular />}
          checked={theme === "light"}
          onClick={() => setTheme("light")}
        >
          Light
        </ToggleButton>
        <ToggleButton
          size="small"
          icon={<WeatherMoonRegular />}
          checked={theme === "dark"}
          onClick={() => setTheme("dark")}
        >
          Dark
        </ToggleButton>
      </div>
      {document && (
        <NotificationPreview
          document={document}
          kind={props.kind}
          app={props.app}
          language={props.language}
          skin={skin}
          theme={theme}
        />
      )}
      <span className={styles.note}>
        {props.isCurrent === false
          ? "Showing the last version without errors."
          : "Drawn by Herald, not by Windows."}
      </span>
    </section>
  );
}
