"use client";

import { makeStyles, mergeClasses, Radio, tokens } from "@fluentui/react-components";
import type { PreviewApp } from "@/components/notifications/wizard/content/notification-preview";
import { MiniTile, MiniToast } from "@/components/preview/mini-preview";
import type { NotificationTemplate } from "@/content/templates";

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
  template: NotificationTemplate;
  isChosen: boolean;
  app: PreviewApp | undefined;
  onConfirm(): void;
}) {
  const styles = useStyles();
  const { template } = props;
  const app = props.app ?? { name: "Your app", iconGlyph: "app", iconColor: "#0F6CBD" };
  const fill = (text: string | undefined) => text?.replaceAll("{app}", app.name) ?? "";
  const id = `template-${template.id}`;
  return (
    <label
      htmlFor={id}
      className={mergeClasses(styles.card, props.isChosen && styles.chosen)}
      onDoubleClick={props.onConfirm}
    >
      <span className={styles.picture} aria-hidden>
        {template.kind === "tile" ? (
          <MiniTile color={app.iconColor} />
        ) : (
          <MiniToast app={app} title={fill(template.texts[0])} body={fill(template.texts[1])} />
        )}
      </span>
      <span className={styles.foot}>
        <span className={styles.texts}>
          <span className={styles.title}>{template.title}</span>
          <span className={styles.summary}>{template.summary}</span>
        </span>
        <Radio id={id} value={template.id} aria-label={template.title} />
      </span>
    </label>
  );
}
