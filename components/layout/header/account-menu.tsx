"use client";

import {
  Avatar,
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemLink,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from "@fluentui/react-components";
import { Clock20Regular, Person20Regular, SignOut20Regular } from "@fluentui/react-icons";
import { signOut } from "next-auth/react";
import { usePlainClick } from "@/components/layout/use-plain-click";
import { useSession } from "@/components/layout/use-session";
import { useFormat } from "@/components/ui/use-format";
import { useSwitchPublisher } from "./publisher-switcher";

const profile = "/settings/profile";
const zone = "/settings/profile#zone";

const useStyles = makeStyles({
  trigger: { minWidth: "40px", height: "40px", padding: 0 },
  small: { "@media (min-width: 640px)": { display: "none" } },
});

/** Profile, the zone that times are shown in, sign out; on a phone also the publishers. */
export function AccountMenu() {
  const styles = useStyles();
  const session = useSession();
  const format = useFormat();
  const switchTo = useSwitchPublisher();
  const open = usePlainClick();
  const { account, publisher } = session;
  return (
    <Menu
      checkedValues={{ publisher: publisher ? [String(publisher.id)] : [] }}
      onCheckedValueChange={(_, data) => switchTo(Number(data.checkedItems[0]))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          className={styles.trigger}
          appearance="transparent"
          shape="circular"
          icon={
            <>
              <Avatar name={account.name} color="cornflower" size={28} aria-hidden />
              <span className="visually-hidden">Account: {account.name}</span>
            </>
          }
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>
              {account.name} · {account.email}
            </MenuGroupHeader>
            <MenuItemLink
              href={profile}
              icon={<Person20Regular />}
              onClick={(event) => open(event, profile)}
            >
              Profile
            </MenuItemLink>
            <MenuItemLink
              href={zone}
              icon={<Clock20Regular />}
              onClick={(event) => open(event, zone)}
            >
              Times are in {format.zone}
            </MenuItemLink>
          </MenuGroup>
          <div className={styles.small}>
            <MenuDivider />
            <MenuGroup>
              <MenuGroupHeader>Publisher</MenuGroupHeader>
              {session.publishers.map((one) => (
                <MenuItemRadio key={one.id} name="publisher" value={String(one.id)}>
                  {one.name}
                </MenuItemRadio>
              ))}
            </MenuGroup>
          </div>
          <MenuDivider />
          <MenuItem
            icon={<SignOut20Regular />}
            onClick={() => signOut({ callbackUrl: "/sign-in" })}
          >
            Sign out
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
