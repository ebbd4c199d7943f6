"use client";

import { Button, makeStyles } from "@fluentui/react-components";
import { ArrowDownloadRegular, DeleteRegular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AppLink } from "@/components/layout/app-link";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { useMay } from "@/components/layout/use-session";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { useFormat } from "@/components/ui/use-format";
import { KnownInApp } from "./known-in-app";
import { personName } from "./people-page";
import { DevicesTable, ReceivedTable } from "./person-tables";
import { RemoveDialog } from "./remove-dialog";
import { usePersonDeeds } from "./use-person-deeds";

export type PersonDetails = RouterOutputs["customers"]["people"]["byId"];

const useStyles = makeStyles({
  sections: { display: "flex", flexDirection: "column", gap: "24px" },
  apps: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 320px), 1fr))",
    gap: "12px",
  },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: "0 0 8px" },
  scroll: { overflowX: "auto" },
});

/** One customer: apps and attributes, devices, lists, and what they got. */
export function PersonPage({ id }: { id: number }) {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const { data: person } = useSuspenseQuery(trpc.customers.people.byId.queryOptions({ id }));
  return (
    <>
      <PageHead
        title={personName(person)}
        crumbs={[
          { label: "Customer groups", href: "/groups" },
          { label: "People", href: "/groups/people" },
        ]}
        subtitle={`${person.email ?? "No e-mail address"} · known since ${format.date(person.createdAt)}`}
        actions={<PersonActions person={person} />}
      />
      <PageBody>
        <div className={styles.sections}>
          <section aria-label="Apps">
            <h2 className={styles.heading}>Apps</h2>
            {person.apps.length === 0 && <p>No app has told anything of this customer yet.</p>}
            <div className={styles.apps}>
              {person.apps.map((known) => (
                <KnownInApp key={known.appId} known={known} />
              ))}
            </div>
          </section>
          <section aria-label="Devices">
            <h2 className={styles.heading}>Devices</h2>
            <DevicesTable installations={person.installations} />
          </section>
          <section aria-label="Known user groups">
            <h2 className={styles.heading}>Known user groups</h2>
            {person.groups.length === 0 && <p>In none.</p>}
            {person.groups.map((group) => (
              <div key={group.id}>
                <AppLink href={`/groups/known/${group.id}`}>{group.name}</AppLink>
              </div>
            ))}
          </section>
          <section aria-label="Recent notifications">
            <h2 className={styles.heading}>Recent notifications</h2>
            <ReceivedTable customerId={person.id} received={person.received} />
          </section>
        </div>
      </PageBody>
    </>
  );
}

function PersonActions({ person }: { person: PersonDetails }) {
  const managing = useMay(["owner", "manager"], "export or remove a customer");
  const [isAsking, setAsking] = useState(false);
  const deeds = usePersonDeeds(person);
  return (
    <>
      <NotAllowed reason={managing.reason}>
        <Button
          appearance="subtle"
          icon={<ArrowDownloadRegular />}
          disabledFocusable={!managing.may || deeds.isBusy}
          onClick={() => managing.may && deeds.exportAll()}
        >
          Export everything
        </Button>
      </NotAllowed>
      <NotAllowed reason={managing.reason}>
        <Button
          appearance="subtle"
          icon={<DeleteRegular />}
          disabledFocusable={!managing.may || deeds.isBusy}
          onClick={() => managing.may && setAsking(true)}
        >
          Remove this person
        </Button>
      </NotAllowed>
      <RemoveDialog
        person={person}
        isOpen={isAsking}
        isBusy={deeds.isBusy}
        onClose={() => setAsking(false)}
        onConfirm={() => deeds.remove(() => setAsking(false))}
      />
    </>
  );
}
