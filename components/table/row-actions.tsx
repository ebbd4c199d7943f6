"use client";

import {
  Button,
  Menu,
  MenuItem,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { MoreHorizontal20Regular } from "@fluentui/react-icons";

import { usePlainClick } from "@/components/layout/use-plain-click";

export interface RowAction {
  label: string;
  href?: string;
  onClick?: () => void;
}

/** The `…` of a row. `name` tells rows apart for those who only hear the button. */
export function RowActions(props: { name: string; actions: RowAction[] }) {
  const open = usePlainClick();
  if (props.actions.length === 0) return null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<MoreHorizontal20Regular />}
          aria-label={`Actions for ${props.name}`}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {props.actions.map((action) =>
            action.href ? (
              <MenuItemLink
                key={action.label}
                href={action.href}
                onClick={(event) => open(event, action.href ?? "")}
              >
                {action.label}
              </MenuItemLink>
            ) : (
              <MenuItem key={action.label} onClick={action.onClick}>
                {action.label}
              </MenuItem>
            ),
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
