"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { signOut } from "next-auth/react";
import { useSwitchPublisher } from "@/components/layout/header/publisher-switcher";
import { type } from "@/components/ui/tokens";

const useStyles = makeStyles({
  title: type.h1,
  text: { ...type.body, margin: "4px 0 16px", color: tokens.colorNeutralForeground3 },
  buttons: { display: "flex", flexDirection: "column", gap: "8px" },
});

/** Signed in, but without the publisher this session looked at: the way to another, or out. */
export function NoPublisher(props: { email: string; publishers: { id: number; name: string }[] }) {
  const styles = useStyles();
  const switchTo = useSwitchPublisher();
  return (
    <>
      <h1 className={styles.title}>You are not in a publisher</h1>
      <p className={styles.text}>
        {props.email} is not a member of this publisher any more. Ask one of its owners, or go on
        elsewhere.
      </p>
      <div className={styles.buttons}>
        {props.publishers.map((publisher) => (
          <Button key={publisher.id} onClick={() => switchTo(publisher.id)}>
            Go to {publisher.name}
          </Button>
        ))}
        <Button appearance="primary" onClick={() => signOut({ callbackUrl: "/sign-in" })}>
          Sign out
        </Button>
      </div>
    </>
  );
}
