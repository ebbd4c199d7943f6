import type { Metadata } from "next";
import { DetailsPage } from "@/components/notifications/details/details-page";
import { detailTabs } from "@/components/notifications/details/tabs";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";
import { numberParam } from "@/server/trpc/params";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ tab?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { trpc, read } = await portalQueries();
  const notification = await read<{ name: string }>(
    trpc.notifications.byId.queryOptions({ id: numberParam((await params).id) }),
  );
  return { title: notification.name };
}

export default async function NotificationPage({ params, searchParams }: Props) {
  const id = numberParam((await params).id);
  const { tab } = await searchParams;
  const page = await portalQueries();
  await page.read(page.trpc.notifications.byId.queryOptions({ id }));
  const { overview, list } = page.trpc.deliveries;
  await page.prefetch(
    tab === "timeline" ? list.queryOptions({ id }) : overview.queryOptions({ id }),
  );
  return (
    <HydrateQueries state={page.state()}>
      <DetailsPage id={id} tab={detailTabs.find((one) => one === tab) ?? "statistics"} />
    </HydrateQueries>
  );
}
