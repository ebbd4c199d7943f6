"use client";

import { makeStyles, mergeClasses, Radio, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { PreviewApp } from "@/components/notifications/wizard/content/notification-preview";
import { MiniTile, MiniToast } from "@/components/preview/mini-preview";
import type { TemplateChoice } from "./choices";

const useStyles = makeStyles({
  card: {
    display: "flex",
    flexDirection: "column",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: "hidden",
    cursor: "pointer",
    outline: "2px solid transparent",
    outlineOffset: "-2px",
  },
  chosen: { outlineColor: tokens.colorCompoundBrandBackground },
  picture: {
    height: "76px",
    backgroundColor: tokens.colorNeutralBackground3,
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
  },
  foot: { display: "flex", padding: "10px 8px 10px 12px", gap: "8px", alignItems: "flex-start" },
  texts: { flex: 1, minWidth: 0 },
  title: { display: "block", fontSize: "14px", lineHeight: "20px", fontWeight: 600 },
  summary: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px" },
});

/** One template as a radio of its group; the whole card is its label. */
export function TemplateCard(props: {
  choice: TemplateChoice;
  isChosen: boolean;
  app: PreviewApp | undefined;
  /** What can be done to the template itself. */
  actions?: ReactNode;
  onConfirm(): void;
}) {
  const styles = useStyles();
  const { choice } = props;
  const app = props.app ?? { name: "Your app", iconGlyph: "app", iconColor: "#0F6CBD" };
  const fill = (text: string | undefined) => text?.replaceAll("{app}", app.name) ?? "";
  const id = `template-${choice.key}`;
  return (
    <label
      htmlFor={id}
      className={mergeClasses(styles.card, props.isChosen && styles.chosen)}
      onDoubleClick={props.onConfirm}
    >
      <span className={styles.picture} aria-hidden>
        {choice.kind === "tile" ? (
          <MiniTile color={app.iconColor} />
        ) : (
          <MiniToast app={app} title={fill(choice.texts[0])} body={fill(choice.texts[1])} />
        )}
      </span>
      <span className={styles.foot}>
        <span className={styles.texts}>
          <span className={styles.title}>{choice.title}</span>
          <span className={styles.summary}>{choice.summary}</span>
        </span>
        {props.actions}
        <Radio id={id} value={choice.key} aria-label={choice.title} />
      </span>
    </label>
  );
}
