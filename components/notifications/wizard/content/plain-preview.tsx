import { makeStyles, tokens } from "@fluentui/react-components";
import { AppGlyph } from "@/components/preview/app-glyph";
import type { XmlDocument } from "@/content/document";
import { readFields } from "@/content/fields";
import type { PreviewApp } from "./preview-pane";

const useStyles = makeStyles({
  card: {
    display: "flex",
    gap: "12px",
    padding: "12px",
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    maxWidth: "364px",
  },
  title: { fontWeight: 600 },
});

/** Texts of a notification beside its app's icon. */
export function PlainPreview(props: { document: XmlDocument; app: PreviewApp }) {
  const styles = useStyles();
  const fields = readFields(props.document);
  const texts =
    fields?.kind === "tile"
      ? (fields.bindings[0]?.texts ?? [])
      : [fields?.title, fields?.body, fields?.third];
  return (
    <div className={styles.card}>
      <AppGlyph glyph={props.app.iconGlyph} color={props.app.iconColor} size={32} />
      <div>
        <div className={styles.title}>{texts[0]}</div>
        <div>{texts[1]}</div>
        <div>{texts[2]}</div>
      </div>
    </div>
  );
}
