"use client";

import { Fragment } from "react";
import { AddMenu } from "@/components/editor/form/add-menu";
import { AttributeField } from "@/components/editor/form/attribute-field";
import { pathKey, usePayloadForm } from "@/components/editor/form/form-context";
import { Disclosure, MoreFields, useFieldStyles } from "@/components/editor/form/more";
import { type OutlineItem, outlineOf, sectionsOf } from "@/content/editor/outline";

const shownAbove = ["launch", "activationType", "duration", "scenario"];
const ofRoot = ["displayTimestamp", "useButtonStyle"];
const ofVisual = ["baseUri", "addImageQuery"];

/** P-46, P-47 and what else a toast as a whole can say, down to each layout. */
export function RareOptions() {
  const styles = useFieldStyles();
  const { document } = usePayloadForm();
  const outline = outlineOf(document);
  if (!outline) return null;
  const { visual, bindings } = sectionsOf(outline);
  const [first] = visual;
  return (
    <>
      <div className={styles.fields}>
        <Chosen item={outline.root} names={ofRoot} />
        {first && <Chosen item={first} names={ofVisual} />}
      </div>
      <MoreFields item={outline.root} without={[...shownAbove, ...ofRoot]} />
      {first && (
        <Disclosure label="Visual and layout" summary="">
          <MoreFields item={first} without={ofVisual} />
          {bindings.map(({ binding }) => (
            <Fragment key={pathKey(binding.path)}>
              <MoreFields item={binding} />
              <AddMenu path={binding.path} label={binding.label} />
            </Fragment>
          ))}
          <AddMenu path={first.path} label={first.label} />
        </Disclosure>
      )}
    </>
  );
}

function Chosen({ item, names }: { item: OutlineItem; names: readonly string[] }) {
  return names.map((name) => {
    const attribute = item.attributes.find((one) => one.name === name);
    return attribute && <AttributeField key={name} path={item.path} attribute={attribute} />;
  });
}
