import type { Metadata } from "next";
import { PeoplePage } from "@/components/connector/people/people-page";
import { stateOf, toListInput } from "@/components/connector/people/state";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "People and groups" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PeopleRoute({ searchParams }: Props) {
  const state = stateOf(await searchParams);
  const page = await portalQueries();
  const { people, groups } = page.trpc.connector;
  await page.prefetch(
    state.tab === "groups"
      ? groups.list.queryOptions(toListInput(state))
      : people.list.queryOptions(toListInput(state)),
  );
  return (
    <HydrateQueries state={page.state()}>
      <PeoplePage />
    </HydrateQueries>
  );
}
