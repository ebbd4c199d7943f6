"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { pathKey, usePayloadForm } from "@/components/editor/form/form-context";
import { ItemCard } from "@/components/editor/form/item-card";
import { ItemDeeds } from "@/components/editor/form/item-deeds";
import { type OutlineItem, outlineOf, sectionsOf } from "@/content/editor/outline";
import { FormSection } from "./form-section";

const useStyles = makeStyles({
  row: { display: "flex", alignItems: "center", gap: "8px", fontSize: "13px" },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Elements with no section of their own, and those Windows does not know: kept, and removable. */
export function OtherSection() {
  const styles = useStyles();
  const { document } = usePayloadForm();
  const outline = outlineOf(document);
  if (!outline) return null;
  const { unknown } = sectionsOf(outline);
  const rest = rare(outline.root);
  if (unknown.length === 0 && rest.length === 0) return null;
  return (
    <FormSection title="Other elements">
      {rest.map((item) => (
        <ItemCard key={pathKey(item.path)} item={item} />
      ))}
      {unknown.map((item) => (
        <div key={pathKey(item.path)} className={styles.row} data-item={pathKey(item.path)}>
          <code>{`<${item.name}>`}</code>
          <span className={styles.quiet}>Windows does not know it. It is kept as written.</span>
          <ItemDeeds path={item.path} label={item.name} />
        </div>
      ))}
    </FormSection>
  );
}

const rareNames = new Set(["commands", "cameraPreview"]);

function rare(item: OutlineItem): OutlineItem[] {
  if (rareNames.has(item.name) && item.rule) return [item];
  return item.children.flatMap(rare);
}
