"use client";

import { Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "12px" },
  quiet: { color: tokens.colorNeutralForeground3, margin: 0 },
});

/** A known user group for those who may read numbers, but not addresses. */
export function KnownSummary({ group }: { group: RouterOutputs["groups"]["known"]["byId"] }) {
  const styles = useStyles();
  const format = useFormat();
  return (
    <>
      <PageHead
        crumbs={[{ label: "Customer groups", href: "/groups" }]}
        title={group.name}
        subtitle="A person belongs when signed in with one of these addresses, in any of your apps."
      />
      <PageBody form>
        <div className={styles.fields}>
          <Field label="Group name">
            <Input value={group.name} readOnly />
          </Field>
          <Field label="E-mail addresses">
            <Input value={format.number(group.size ?? 0)} readOnly />
          </Field>
          <p className={styles.quiet}>
            Analysts see how many addresses there are, not which. Changed by {group.updatedBy},{" "}
            {format.dateTime(group.updatedAt)} {format.zone}.
          </p>
        </div>
      </PageBody>
    </>
  );
}
