"use client";

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  makeStyles,
} from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { marketName } from "@/components/groups/markets";
import { usePlainTable } from "@/components/table/plain-table";
import { failureOf } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { useFormat } from "@/components/ui/use-format";
import { ageGroups, deviceTypeValues, genders, labelOf } from "@/server/customers/attributes";
import type { Rule } from "@/server/groups/grammar";

type Member = RouterOutputs["groups"]["members"]["list"]["members"][number];

const useStyles = makeStyles({
  surface: { maxWidth: "960px" },
  scroll: { overflowX: "auto" },
});

/** What members look like: twenty of them, for owners and managers. */
export function MembersDialog(props: {
  appId: number;
  rule: Rule;
  isOpen: boolean;
  onClose(): void;
}) {
  const styles = useStyles();
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.groups.members.list.queryOptions(
      { appId: props.appId, rule: props.rule },
      { enabled: props.isOpen },
    ),
  );
  return (
    <Dialog open={props.isOpen} onOpenChange={(_, { open }) => !open && props.onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>Some customers of this segment</DialogTitle>
          <DialogContent>
            {error && <ErrorBar {...failureOf(error)} />}
            {data?.isSmall && <p>Too few customers to show.</p>}
            {!data && !error && <p>Looking…</p>}
            {data && data.members.length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
              <section className={styles.scroll} tabIndex={0} aria-label="Customers">
                <MemberTable members={data.members} />
              </section>
            )}
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>Close</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function MemberTable({ members }: { members: Member[] }) {
  const table = usePlainTable();
  const format = useFormat();
  const heads = ["Customer", "Market", "Age group", "Gender", "Device", "Last used", "Rating"];
  return (
    <table className={table.table}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} className={table.head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.customerId} className={table.row}>
            <td className={table.cell}>
              {member.email ?? member.externalId ?? `Customer ${member.customerId}`}
            </td>
            <td className={table.cell}>{member.market ? marketName(member.market) : "—"}</td>
            <td className={table.cell}>{labelOf(ageGroups, member.ageGroup)}</td>
            <td className={table.cell}>{labelOf(genders, member.gender)}</td>
            <td className={table.cell}>{labelOf(deviceTypeValues, member.deviceType)}</td>
            <td className={table.cell}>
              {member.lastUsedAt ? format.date(member.lastUsedAt) : "—"}
            </td>
            <td className={table.cell}>{member.rating === 0 ? "Not rated" : member.rating}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
