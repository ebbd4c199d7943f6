import type { Metadata } from "next";
import { analyzeStateOf, toAnalyzeInput, toBehindInput } from "@/components/analyze/analyze-state";
import { listDefaults, listStateOf, toListInput } from "@/components/notifications/list/list-state";
import { NotificationList } from "@/components/notifications/list/notification-list";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Notifications" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function NotificationsPage({ searchParams }: { searchParams: Search }) {
  const page = await portalQueries();
  const params = await searchParams;
  const { notifications, apps, analyze } = page.trpc;
  const input = toAnalyzeInput(analyzeStateOf(params));
  const isAnalyze = params.tab === "analyze";
  await page.prefetch(
    notifications.list.queryOptions(toListInput(listDefaults)),
    apps.list.queryOptions(),
    ...(isAnalyze
      ? [
          analyze.overview.queryOptions(input),
          analyze.overTime.queryOptions(input),
          analyze.byMarket.queryOptions(input),
          analyze.list.queryOptions(toBehindInput(analyzeStateOf(params))),
        ]
      : [notifications.list.queryOptions(toListInput(listStateOf(params)))]),
  );
  return (
    <HydrateQueries state={page.state()}>
      <NotificationList />
    </HydrateQueries>
  );
}
