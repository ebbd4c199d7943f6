"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { directionOf } from "@/content/languages";

const useStyles = makeStyles({
  list: {
    display: "flex",
    flexDirection: "column",
    gap: "4px",
    margin: 0,
    padding: 0,
    listStyle: "none",
  },
  item: { display: "flex", alignItems: "center", gap: "8px", fontSize: "12px", lineHeight: "16px" },
  likeness: { color: tokens.colorNeutralForeground3, flexShrink: 0, width: "40px" },
  text: { flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
});

/** Similar texts that were translated before: for a person to choose, never filled in by themselves. */
export function Suggestions(props: {
  from: string;
  language: string;
  text: string;
  onUse(text: string): void;
}) {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const { from, language, text } = props;
  const { data = [] } = useQuery(
    trpc.translation.preview.queryOptions({ from, to: language, text }, { staleTime: 60_000 }),
  );
  if (data.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Similar translations from memory">
      {data.map(({ source, target, likeness }) => (
        <li key={source} className={styles.item} title={`Translation of: ${source}`}>
          <span className={styles.likeness}>{format.rate(likeness)}</span>
          <span className={styles.text} lang={language} dir={directionOf(language)}>
            {target}
          </span>
          <Button size="small" onClick={() => props.onUse(target)}>
            Use
          </Button>
        </li>
      ))}
    </ul>
  );
}
