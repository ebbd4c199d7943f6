import type { Metadata } from "next";
import { GroupsPage } from "@/components/groups/list/groups-page";
import { listDefaults, listStateOf, toListInput } from "@/components/groups/list/list-state";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Customer groups" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function GroupsRoute({ searchParams }: Props) {
  const state = listStateOf(await searchParams);
  const page = await portalQueries();
  await page.prefetch(
    page.trpc.groups.list.queryOptions(toListInput(state)),
    page.trpc.groups.list.queryOptions(toListInput(listDefaults)),
    page.trpc.groups.settings.overview.queryOptions(),
    page.trpc.apps.list.queryOptions(),
  );
  return (
    <HydrateQueries state={page.state()}>
      <GroupsPage />
    </HydrateQueries>
  );
}
