"use client";

import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { ArrowSyncRegular, CopyRegular, DeleteRegular } from "@fluentui/react-icons";
import { useState } from "react";
import { useGroupDeeds } from "@/components/groups/use-group-deeds";
import { useMay } from "@/components/layout/use-session";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { segmentTemplates } from "@/server/groups/segment-templates";
import { type DraftAction, draftOfRule } from "./draft-rule";
import type { Segment } from "./segment-page";

/** New: start from a template. Saved: refresh, remove. */
export function SegmentActions(props: {
  segment: Segment | undefined;
  dispatch(action: DraftAction): void;
}) {
  const { may } = useMay(["owner", "manager", "marketer"], "change customer groups");
  const { refresh, remove, isBusy } = useGroupDeeds();
  const [isAsking, setAsking] = useState(false);
  const { segment } = props;
  if (!segment) return <TemplateMenu dispatch={props.dispatch} />;
  if (!may) return null;
  return (
    <>
      <Button
        appearance="subtle"
        icon={<ArrowSyncRegular />}
        disabledFocusable={isBusy || segment.state === "computing"}
        onClick={() => refresh(segment)}
      >
        Refresh
      </Button>
      <Button appearance="subtle" icon={<DeleteRegular />} onClick={() => setAsking(true)}>
        Remove
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Remove “${segment.name}”?`}
        confirm="Remove the segment"
        keep="Keep it"
        isBusy={isBusy}
        onConfirm={() => remove(segment, () => setAsking(false))}
        onClose={() => setAsking(false)}
      >
        Notifications already sent to it keep their figures. Drafts that use it need another group.
      </ConfirmDialog>
    </>
  );
}

function TemplateMenu({ dispatch }: { dispatch(action: DraftAction): void }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<CopyRegular />}>
          Start from a template
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {segmentTemplates.map(({ id, name, rule }) => (
            <MenuItem
              key={id}
              onClick={() => dispatch({ kind: "restore", filters: draftOfRule(rule) })}
            >
              {name}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
