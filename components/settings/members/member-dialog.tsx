"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { Modal } from "@/components/ui/modal/modal";
import { useMessage } from "@/components/ui/use-message";
import type { Role } from "@/db/enums";
import { RoleField } from "./role-field";
import { TemporaryPassword } from "./temporary-password";

export interface MemberDeed {
  kind: "role" | "access" | "password";
  member: { accountId: number; name: string; role: Role; isDisabled: boolean };
}

/** Changing a role, or letting somebody in or out. Both count at the person's next request. */
export function MemberDialog(props: { deed: MemberDeed | undefined; onClose: () => void }) {
  return (
    <Modal isOpen={props.deed !== undefined} onClose={props.onClose}>
      {props.deed && <ChangeMember deed={props.deed} onClose={props.onClose} />}
    </Modal>
  );
}

function wordsOf({ kind, member }: MemberDeed) {
  if (kind === "role")
    return { title: `Change the role of ${member.name}`, deed: "Change role", text: "" };
  if (kind === "password")
    return {
      title: `Renew the password of ${member.name}?`,
      deed: "Renew password",
      text: "Their old password stops working and they are signed out everywhere.",
    };
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
  const renew = useMutation(trpc.publishers.members.password.create.mutationOptions());
  const words = wordsOf(deed);
  const { accountId, isDisabled, name } = deed.member;
  const error = update.error ?? renew.error;
  const failure = error ? failureOf(error) : undefined;
  if (renew.data) {
    const { temporaryPassword } = renew.data;
    const title = `${name} has a new password`;
    return <TemporaryPassword title={title} password={temporaryPassword} onClose={onClose} />;
  }
  function act(): void {
    if (deed.kind === "password") renew.mutate({ accountId });
    else if (deed.kind === "role") update.mutate({ accountId, role });
    else update.mutate({ accountId, isDisabled: !isDisabled });
  }
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
          disabledFocusable={update.isPending || renew.isPending}
          onClick={act}
        >
          {words.deed}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
