import type { Metadata } from "next";
import { listDefaults, listStateOf, toListInput } from "@/components/notifications/list/list-state";
import { NotificationList } from "@/components/notifications/list/notification-list";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Notifications" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function NotificationsPage({ searchParams }: { searchParams: Search }) {
  const page = await portalQueries();
  const input = toListInput(listStateOf(await searchParams));
  await page.prefetch(
    page.trpc.notifications.list.queryOptions(input),
    page.trpc.notifications.list.queryOptions(toListInput(listDefaults)),
    page.trpc.apps.list.queryOptions(),
  );
  return (
    <HydrateQueries state={page.state()}>
      <NotificationList />
    </HydrateQueries>
  );
}
