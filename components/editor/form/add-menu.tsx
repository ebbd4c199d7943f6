"use client";

import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import type { NodePath } from "@/content/document";
import { possibleChildren } from "@/content/editor/edit";
import { addTo } from "./add";
import { AddButton } from "./add-button";
import { type Deed, usePayloadForm } from "./form-context";
import { elementWords } from "./words";

/** What may still be put into an element: one button, or a menu where there is a choice. */
export function AddMenu(props: { path: NodePath; label: string }) {
  const { document, change } = usePayloadForm();
  const possible = possibleChildren(document, props.path).filter(({ left }) => left !== 0);
  const deedOf =
    (name: string): Deed =>
    (current) =>
      addTo(current, props.path, { name });
  const wordOf = (name: string) => elementWords[name] ?? name;
  const [first] = possible;
  if (!first) return null;
  if (possible.length === 1) {
    return (
      <AddButton label={`Add ${wordOf(first.name)}`} onAdd={() => change(deedOf(first.name))} />
    );
  }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<AddRegular />} style={{ alignSelf: "flex-start" }}>
          Add to {props.label}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {possible.map(({ name, help }) => (
            <MenuItem key={name} subText={help} onClick={() => change(deedOf(name))}>
              {`Add ${wordOf(name)}`}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
