"use client";

import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import { useState } from "react";
import { LaunchLabDialog } from "@/components/apps/launch-lab/launch-lab-dialog";
import { SaveTemplateDialog } from "@/components/notifications/templates/save-template-dialog";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { TestDialog } from "./test-dialog";

export type Tool = "test" | "lab" | "template";

/** What can be done with the content beside writing it. `open` belongs to the step, so that links can open one. */
export function ContentTools(props: {
  language: string;
  open: Tool | undefined;
  onOpen(tool: Tool | undefined): void;
}) {
  const { notification, draft, apps, flush } = useDraft();
  const [id, kind] = [notification.id, notification.kind];
  const app = apps.find((one) => one.id === draft.audience.appIds[0]);
  const { content, name } = draft;
  const close = () => props.onOpen(undefined);
  return (
    <>
      <ToolMenu hasApp={app !== undefined} onOpen={props.onOpen} />
      <LaunchLabDialog
        xml={content.document}
        isTracked={content.trackLaunches}
        isOpen={props.open === "lab"}
        onClose={close}
      />
      <SaveTemplateDialog
        notificationId={id}
        name={name}
        before={flush}
        isOpen={props.open === "template"}
        onClose={close}
      />
      {app && (
        <TestDialog
          subject={{ appId: app.id, appName: app.name, kind, language: props.language, content }}
          isOpen={props.open === "test"}
          onClose={close}
        />
      )}
    </>
  );
}

function ToolMenu(props: { hasApp: boolean; onOpen(tool: Tool): void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu open={isOpen} onOpenChange={(_, data) => setOpen(data.open)}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="subtle"
          icon={<MoreHorizontalRegular />}
          aria-label="More for this content"
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {props.hasApp && (
            <MenuItem onClick={() => props.onOpen("test")}>Send a test to my device</MenuItem>
          )}
          <MenuItem onClick={() => props.onOpen("lab")}>Open the launch lab</MenuItem>
          <MenuItem onClick={() => props.onOpen("template")}>Save as template</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
