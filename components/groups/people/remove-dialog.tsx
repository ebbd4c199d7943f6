"use client";

import { makeStyles } from "@fluentui/react-components";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useFormat } from "@/components/ui/use-format";
import { personName } from "./people-page";
import type { PersonDetails } from "./person-page";

const useStyles = makeStyles({ list: { margin: "4px 0", paddingLeft: "20px" } });

/** Names what goes and what stays. */
export function RemoveDialog(props: {
  person: PersonDetails;
  isOpen: boolean;
  isBusy: boolean;
  onConfirm(): void;
  onClose(): void;
}) {
  const styles = useStyles();
  const format = useFormat();
  const { apps, installations, groups, email } = props.person;
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      title={`Remove “${personName(props.person)}” everywhere?`}
      confirm="Remove this person"
      keep="Keep them"
      isBusy={props.isBusy}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    >
      This goes, and nobody can bring it back:
      <ul className={styles.list}>
        <li>
          the id{email && ", the e-mail address"} and what {format.count(apps.length, "app")} told
        </li>
        <li>
          {format.count(installations.length, "device")}: they get nothing more until the app
          registers them anew
        </li>
        {groups.length > 0 && (
          <li>their place in {groups.map(({ name }) => `“${name}”`).join(", ")}</li>
        )}
        <li>their place in segments, from the next notification on</li>
      </ul>
      What was sent stays counted, without a name or a device.
    </ConfirmDialog>
  );
}
