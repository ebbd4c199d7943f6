"use client";

import { Button } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { CredentialsPanel } from "@/components/apps/credentials/credentials-panel";
import { LaunchLabPage } from "@/components/apps/launch-lab/launch-lab-page";
import { AppOverview } from "@/components/apps/overview/app-overview";
import { RegistrationsTable } from "@/components/apps/registrations/registrations-table";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { TabLinks } from "@/components/layout/tab-links";
import { AppGlyph } from "@/components/preview/app-glyph";
import { useTRPC } from "@/components/trpc/query-provider";
import { AppForm } from "./app-form";
import { type AppTab, appTabs } from "./tabs";

const labels: Record<AppTab, string> = {
  overview: "Overview",
  credentials: "Credentials",
  registrations: "Registrations",
  launch: "Launch lab",
  details: "Details",
};

/** One app: how it is connected, its credentials, its devices, and what it is called. */
export function AppPage(props: { id: number; tab: AppTab }) {
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
      <TabLinks
        label="About this app"
        tabs={appTabs.map((tab) => ({
          href: `/apps/${app.id}?tab=${tab}`,
          label: labels[tab],
          isCurrent: tab === props.tab,
        }))}
      />
      <PageBody>
        {props.tab === "overview" && <AppOverview app={app} />}
        {props.tab === "credentials" && <CredentialsPanel app={app} />}
        {props.tab === "registrations" && <RegistrationsTable appId={app.id} />}
        {props.tab === "launch" && <LaunchLabPage />}
        {props.tab === "details" && <AppForm app={app} />}
      </PageBody>
    </>
  );
}
