"use client";

import { Button, makeStyles, Tab, TabList, tokens } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { CredentialsPanel } from "@/components/apps/credentials/credentials-panel";
import { AppOverview } from "@/components/apps/overview/app-overview";
import { RegistrationsTable } from "@/components/apps/registrations/registrations-table";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { AppGlyph } from "@/components/preview/app-glyph";
import { useTRPC } from "@/components/trpc/query-provider";
import { AppForm } from "./app-form";
import { type AppTab, appTabs } from "./tabs";

const labels: Record<AppTab, string> = {
  overview: "Overview",
  credentials: "Credentials",
  registrations: "Registrations",
  details: "Details",
};

const useStyles = makeStyles({
  tabs: {
    padding: "0 14px",
    overflowX: "auto",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** One app: how it is connected, its credentials, its devices, and what it is called. */
export function AppPage(props: { id: number; tab: AppTab }) {
  const styles = useStyles();
  const router = useRouter();
  const trpc = useTRPC();
  const { data: app } = useSuspenseQuery(
    trpc.apps.byId.queryOptions({ id: props.id }, { refetchInterval: 5_000 }),
  );
  const facts = [
    app.storeId && `Store ID ${app.storeId}`,
    app.packageFamilyName,
    app.latestVersion && `latest version ${app.latestVersion}`,
  ].filter(Boolean);
  return (
    <>
      <PageHead
        title={app.name}
        status={<AppGlyph glyph={app.iconGlyph} color={app.iconColor} size={24} />}
        crumbs={[{ label: "Apps", href: "/apps" }]}
        subtitle={facts.join(" · ") || "No Store ID yet"}
        actions={
          app.firstRegisteredAt && (
            <Button
              appearance="primary"
              onClick={() => router.push(`/notifications/new?app=${app.id}`)}
            >
              New notification
            </Button>
          )
        }
      />
      <TabList
        className={styles.tabs}
        selectedValue={props.tab}
        onTabSelect={(_, data) => router.push(`/apps/${app.id}?tab=${data.value}`)}
      >
        {appTabs.map((tab) => (
          <Tab key={tab} value={tab}>
            {labels[tab]}
          </Tab>
        ))}
      </TabList>
      <PageBody>
        {props.tab === "overview" && <AppOverview app={app} />}
        {props.tab === "credentials" && <CredentialsPanel app={app} />}
        {props.tab === "registrations" && <RegistrationsTable appId={app.id} />}
        {props.tab === "details" && <AppForm app={app} />}
      </PageBody>
    </>
  );
}
