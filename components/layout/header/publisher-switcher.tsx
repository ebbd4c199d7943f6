"use client";

import {
  Avatar,
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useSession } from "@/components/layout/use-session";
import { useTRPC } from "@/components/trpc/query-provider";

const useStyles = makeStyles({
  root: {
    minWidth: 0,
    maxWidth: "240px",
    paddingLeft: "8px",
    paddingRight: "8px",
    fontWeight: 400,
    "@media (max-width: 639.98px)": { display: "none" },
  },
  name: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
});

function PublisherAvatar({ name }: { name: string }) {
  return <Avatar shape="square" size={20} color="teal" name={name} aria-hidden />;
}

/** Another publisher is another world: the whole page is loaded anew and nothing is kept. */
export function useSwitchPublisher() {
  const trpc = useTRPC();
  const mutation = useMutation(
    trpc.publishers.session.update.mutationOptions({
      onSuccess: () => window.location.assign("/notifications"),
    }),
  );
  return (publisherId: number) => mutation.mutate({ publisherId });
}

export function PublisherSwitcher() {
  const styles = useStyles();
  const session = useSession();
  const switchTo = useSwitchPublisher();
  const current = session.publisher;
  if (!current) return null;
  return (
    <Menu
      checkedValues={{ publisher: [String(current.id)] }}
      onCheckedValueChange={(_, data) => switchTo(Number(data.checkedItems[0]))}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          className={styles.root}
          appearance="subtle"
          icon={<PublisherAvatar name={current.name} />}
        >
          <span className={styles.name}>
            <span className="visually-hidden">Publisher: </span>
            {current.name}
          </span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {session.publishers.map((publisher) => (
            <MenuItemRadio
              key={publisher.id}
              name="publisher"
              value={String(publisher.id)}
              icon={<PublisherAvatar name={publisher.name} />}
              secondaryContent={publisher.role}
            >
              {publisher.name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
