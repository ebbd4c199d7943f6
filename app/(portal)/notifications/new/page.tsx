import type { Metadata } from "next";
import { NewNotification } from "@/components/notifications/wizard/template/new-notification";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "New notification" };

type Search = Promise<{ template?: string; app?: string }>;

export default async function NewNotificationPage({ searchParams }: { searchParams: Search }) {
  const { template, app } = await searchParams;
  const page = await portalQueries();
  await page.prefetch(page.trpc.apps.list.queryOptions());
  await page.prefetch(page.trpc.notifications.templates.list.queryOptions());
  return (
    <HydrateQueries state={page.state()}>
      <NewNotification template={template ?? "blank-toast"} appId={app ? Number(app) : undefined} />
    </HydrateQueries>
  );
}
