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
import { memo } from "react";
import type { NodePath } from "@/content/document";
import { possibleChildren } from "@/content/editor/edit";
import { addTo } from "./add";
import { AddButton } from "./add-button";
import { isSameProps, useFormDeeds, usePayloadForm } from "./form-context";
import { elementWords } from "./words";

interface Props {
  path: NodePath;
  label: string;
}

/** What may still be put into an element: one button, or a menu where there is a choice. */
export function AddMenu({ path, label }: Props) {
  const { document } = usePayloadForm();
  const possible = possibleChildren(document, path).filter(({ left }) => left !== 0);
  return (
    <Choices
      {...{ path, label }}
      names={possible.map(({ name }) => name)}
      helps={possible.map(({ help }) => help)}
    />
  );
}

const Choices = memo(function Choices(props: Props & { names: string[]; helps: string[] }) {
  const { path, names } = props;
  const { change } = useFormDeeds();
  const add = (name: string) => change((current) => addTo(current, path, { name }));
  const labelOf = (name: string) => `Add ${elementWords[name] ?? name}`;
  const [first] = names;
  if (first === undefined) return null;
  if (names.length === 1) return <AddButton label={labelOf(first)} onAdd={() => add(first)} />;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<AddRegular />} style={{ alignSelf: "flex-start" }}>
          Add to {props.label}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {names.map((name, at) => (
            <MenuItem key={name} subText={props.helps[at]} onClick={() => add(name)}>
              {labelOf(name)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}, isSameProps);
