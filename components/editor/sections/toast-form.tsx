"use client";

import { Fragment } from "react";
import { addInto, addTo, withBinding } from "@/components/editor/form/add";
import { AddButton } from "@/components/editor/form/add-button";
import { useFormDeeds } from "@/components/editor/form/form-context";
import { MainFields } from "@/components/editor/form/more";
import type { OutlineSections } from "@/content/editor/outline";
import { TextSection, VisualSections } from "./binding-sections";
import { FormSection } from "./form-section";
import { ItemSection } from "./item-section";
import { OtherSection } from "./other-section";

/** P-48, P-49: everything a toast shows and asks. Its options are the wizard's. */
export function ToastForm({ sections }: { sections: OutlineSections }) {
  const { bindings, header, audio } = sections;
  const { change } = useFormDeeds();
  const [first, ...more] = bindings;
  if (!first) {
    return (
      <FormSection
        title="Text"
        deeds={<AddButton label="Add text" onAdd={() => change(addFirstText)} />}
      />
    );
  }
  return (
    <>
      <TextSection sections={first} isToast />
      <ActionSections sections={sections} />
      <VisualSections sections={first} isToast />
      {more.map((binding, at) => (
        <Fragment key={binding.binding.path.join("/")}>
          <TextSection sections={binding} prefix={`Layout ${at + 2}`} isToast />
          <VisualSections sections={binding} prefix={`Layout ${at + 2}`} isToast />
        </Fragment>
      ))}
      <ItemSection
        title="Header"
        items={header}
        adds={[
          { label: "Add header", deed: (document) => addTo(document, [], { name: "header" }) },
        ]}
      />
      <ItemSection
        title="Sound"
        items={audio}
        adds={[{ label: "Add sound", deed: (document) => addTo(document, [], { name: "audio" }) }]}
      />
      <OtherSection />
    </>
  );
}

/** Buttons and the context menu, text boxes and choices, and the system's own snooze and dismiss. */
function ActionSections({ sections }: { sections: OutlineSections }) {
  const { buttons, inputs, actions } = sections;
  const [container] = actions;
  const menu = { placement: "contextMenu" };
  const choice = { type: "selection" };
  return (
    <>
      <ItemSection
        title="Buttons"
        count={`${buttons.length} of 5`}
        items={buttons}
        adds={[
          {
            label: "Add button",
            deed: (document) => addInto(document, "actions", { name: "action" }),
          },
          {
            label: "Add menu entry",
            deed: (document) => addInto(document, "actions", { name: "action", attributes: menu }),
          },
        ]}
      />
      {container && <MainFields item={container} />}
      <ItemSection
        title="Boxes"
        count={`${inputs.length} of 5`}
        items={inputs}
        adds={[
          {
            label: "Add text box",
            deed: (document) => addInto(document, "actions", { name: "input" }),
          },
          {
            label: "Add choices",
            deed: (document) => addInto(document, "actions", { name: "input", attributes: choice }),
          },
        ]}
      />
    </>
  );
}

function addFirstText(document: Parameters<typeof withBinding>[0]) {
  const made = withBinding(document);
  return made && addTo(made.document, made.path, { name: "text" });
}
