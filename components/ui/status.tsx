"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { FluentIcon } from "@fluentui/react-icons";
import { type } from "./tokens";

const useStyles = makeStyles({
  root: { ...type.body, display: "inline-flex", alignItems: "center", gap: "6px" },
  icon: { flexShrink: 0 },
  text: { color: tokens.colorNeutralForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  accent: { color: tokens.colorCompoundBrandBackground },
  success: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  danger: { color: tokens.colorStatusDangerForeground1 },
});

export type Tone = "text" | "quiet" | "accent" | "success" | "warning" | "danger";

export interface StatusLook {
  label: string;
  icon: FluentIcon;
  tone: Tone;
}

/** Status = icon and word; colour comes third. `text` replaces the word, never the icon's meaning. */
export function Status(props: { look: StatusLook; text?: string }) {
  const styles = useStyles();
  return (
    <span className={styles.root}>
      <StatusIcon look={props.look} />
      {props.text ?? props.look.label}
    </span>
  );
}

export function StatusIcon(props: { look: StatusLook; labelled?: boolean }) {
  const styles = useStyles();
  const Icon = props.look.icon;
  const name = props.labelled ? { "aria-label": props.look.label } : { "aria-hidden": true };
  return <Icon className={mergeClasses(styles.icon, styles[props.look.tone])} {...name} />;
}
