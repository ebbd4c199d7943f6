import type { Metadata } from "next";
import { listDefaults, toListInput } from "@/components/groups/list/list-state";
import { PeoplePage } from "@/components/groups/people/people-page";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "People" };

export default async function PeopleRoute() {
  const page = await portalQueries();
  await page.prefetch(page.trpc.groups.list.queryOptions(toListInput(listDefaults)));
  return (
    <HydrateQueries state={page.state()}>
      <PeoplePage />
    </HydrateQueries>
  );
}
