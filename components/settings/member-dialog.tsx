"use client";

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { useMessage } from "@/components/ui/use-message";
import type { Role } from "@/db/enums";
import { RoleField } from "./role-field";

export interface MemberDeed {
  kind: "role" | "access";
  member: { accountId: number; name: string; role: Role; isDisabled: boolean };
}

/** Changing a role, or letting somebody in or out. Both count at the person's next request. */
export function MemberDialog(props: { deed: MemberDeed | undefined; onClose: () => void }) {
  return (
    <Dialog
      open={props.deed !== undefined}
      onOpenChange={(_, data) => !data.open && props.onClose()}
    >
      <DialogSurface>
        {props.deed && <ChangeMember deed={props.deed} onClose={props.onClose} />}
      </DialogSurface>
    </Dialog>
  );
}

function wordsOf({ kind, member }: MemberDeed) {
  if (kind === "role")
    return { title: `Change the role of ${member.name}`, deed: "Change role", text: "" };
  return member.isDisabled
    ? { title: `Enable ${member.name}?`, deed: "Enable", text: "They can sign in again at once." }
    : {
        title: `Disable ${member.name}?`,
        deed: "Disable",
        text: "They are out of this publisher at their next click. What they made stays.",
      };
}

function ChangeMember({ deed, onClose }: { deed: MemberDeed; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  const [role, setRole] = useState(deed.member.role);
  const update = useMutation(
    trpc.publishers.members.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.publishers.pathFilter());
        message("Member changed");
        onClose();
      },
    }),
  );
  const words = wordsOf(deed);
  const { accountId, isDisabled } = deed.member;
  const failure = update.error ? failureOf(update.error) : undefined;
  return (
    <DialogBody>
      <DialogTitle>{words.title}</DialogTitle>
      <DialogContent>
        {deed.kind === "role" ? <RoleField value={role} onChange={setRole} /> : words.text}
        {failure && <ErrorBar message={failure.message} requestId={failure.requestId} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          appearance="primary"
          disabledFocusable={update.isPending}
          onClick={() =>
            update.mutate(
              deed.kind === "role" ? { accountId, role } : { accountId, isDisabled: !isDisabled },
            )
          }
        >
          {words.deed}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
