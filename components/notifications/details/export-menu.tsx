"use client";

import {
  Button,
  Menu,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons";
import { useMay } from "@/components/layout/use-session";

/** Every delivery as a file. Devices by their ids are not for analysts. */
export function ExportMenu({ id }: { id: number }) {
  const { may, reason } = useMay(["owner", "manager", "marketer"], "export devices");
  const address = (format: string) => `/api/exports?notification=${id}&format=${format}`;
  if (!may) {
    return (
      <Button appearance="subtle" icon={<ArrowDownloadRegular />} disabledFocusable title={reason}>
        Export
      </Button>
    );
  }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<ArrowDownloadRegular />}>
          Export
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemLink href={address("csv")} download>
            Deliveries (CSV)
          </MenuItemLink>
          <MenuItemLink href={address("ndjson")} download>
            Deliveries (NDJSON)
          </MenuItemLink>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
