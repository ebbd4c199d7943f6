"use client";

import { Badge, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { type } from "@/components/ui/tokens";
import type { Role } from "@/db/enums";
import { roleWords } from "./role-words";

const useStyles = makeStyles({
  first: { display: "flex", alignItems: "center", justifyContent: "space-between" },
  name: { fontWeight: 600 },
  second: {
    ...type.caption,
    display: "flex",
    justifyContent: "space-between",
    gap: "16px",
    color: tokens.colorNeutralForeground3,
  },
});

interface Person {
  name: string;
  email: string;
  role: Role;
  isDisabled: boolean;
}

export function MemberRole({ member }: { member: Person }) {
  return (
    <>
      {roleWords[member.role].label}{" "}
      {member.isDisabled && (
        <Badge appearance="outline" color="subtle">
          Disabled
        </Badge>
      )}
    </>
  );
}

/** A member on a phone. */
export function MemberItem(props: { member: Person; actions: ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <div className={styles.first}>
        <span className={styles.name}>{props.member.name}</span>
        {props.actions}
      </div>
      <div className={styles.second}>
        <span>{props.member.email}</span>
        <span>
          <MemberRole member={props.member} />
        </span>
      </div>
    </>
  );
}
