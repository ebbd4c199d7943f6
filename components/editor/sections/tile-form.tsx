"use client";

import { makeStyles } from "@fluentui/react-components";
import { addInto } from "@/components/editor/form/add";
import { AddButton } from "@/components/editor/form/add-button";
import { AttributeField } from "@/components/editor/form/attribute-field";
import { useFormDeeds } from "@/components/editor/form/form-context";
import { ItemDeeds } from "@/components/editor/form/item-deeds";
import { MoreFields, useFieldStyles } from "@/components/editor/form/more";
import { type OutlineItem, type OutlineSections, outlineValue } from "@/content/editor/outline";
import { TextSection, VisualSections } from "./binding-sections";
import { FormSection } from "./form-section";
import { OtherSection } from "./other-section";

const useStyles = makeStyles({
  size: { display: "flex", flexDirection: "column", gap: "16px" },
});

const sizes = { TileSmall: "small", TileMedium: "medium", TileWide: "wide", TileLarge: "large" };
const shown = ["branding", "displayName", "addImageQuery", "baseUri"];

/** P-50: what the tile shows in each size, and what holds for all of them. */
export function TileForm({ sections }: { sections: OutlineSections }) {
  const styles = useStyles();
  const { change } = useFormDeeds();
  const taken = sections.bindings.map(({ binding }) => outlineValue(binding, "template"));
  const open = Object.entries(sizes).filter(([template]) => !taken.includes(template));
  const [visual] = sections.visual;
  return (
    <>
      <FormSection
        title="Tile sizes"
        count={`${sections.bindings.length} of 4`}
        deeds={open.map(([template, word]) => (
          <AddButton
            key={template}
            label={`Add ${word}`}
            onAdd={() =>
              change((document) =>
                addInto(document, "visual", { name: "binding", attributes: { template } }),
              )
            }
          />
        ))}
      >
        {visual && <Shared item={visual} />}
      </FormSection>
      {sections.bindings.map((binding) => (
        <div
          key={binding.binding.path.join("/")}
          className={styles.size}
          data-item={binding.binding.path.join("/")}
        >
          <FormSection
            title={binding.binding.label}
            deeds={<ItemDeeds path={binding.binding.path} label={binding.binding.label} />}
          >
            <MoreFields item={binding.binding} />
          </FormSection>
          <TextSection sections={binding} prefix={binding.binding.label} isToast={false} />
          <VisualSections sections={binding} prefix={binding.binding.label} isToast={false} />
        </div>
      ))}
      <OtherSection />
    </>
  );
}

/** Branding and names of every size; a size may say otherwise. */
function Shared({ item }: { item: OutlineItem }) {
  const styles = useFieldStyles();
  return (
    <>
      <div className={styles.fields}>
        {item.attributes
          .filter(({ name }) => shown.includes(name))
          .sort((left, right) => shown.indexOf(left.name) - shown.indexOf(right.name))
          .map((attribute) => (
            <AttributeField key={attribute.name} path={item.path} attribute={attribute} />
          ))}
      </div>
      <MoreFields item={item} without={shown} />
    </>
  );
}
