"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { languageName } from "@/content/languages";
import { diffWords } from "@/content/translation/word-diff";

const useStyles = makeStyles({
  root: { fontSize: "12px", lineHeight: "16px", color: tokens.colorNeutralForeground3 },
  added: {
    backgroundColor: tokens.colorPaletteDarkOrangeBackground2,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: "none",
    borderRadius: tokens.borderRadiusSmall,
    padding: "0 2px",
  },
});

/** The default language's text; where it changed, what was struck and what came. */
export function SourceText(props: { language: string; text: string; before?: string }) {
  const styles = useStyles();
  const { before, text } = props;
  const parts = before === undefined ? [{ kind: "same" as const, text }] : diffWords(before, text);
  return (
    <span className={styles.root} lang={props.language}>
      {languageName(props.language)}:{" "}
      {parts.map((part, at) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of text has no name but its place
        if (part.kind === "removed") return <del key={at}>{part.text}</del>;
        if (part.kind === "same") return part.text;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of text has no name but its place
          <ins key={at} className={styles.added}>
            {part.text}
          </ins>
        );
      })}
    </span>
  );
}
