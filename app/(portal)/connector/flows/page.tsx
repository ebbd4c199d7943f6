import type { Metadata } from "next";
import { FlowsPage } from "@/components/flows/list/flows-page";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Flows" };

export default async function FlowsRoute() {
  const page = await portalQueries();
  await page.prefetch(page.trpc.flows.list.queryOptions());
  return (
    <HydrateQueries state={page.state()}>
      <FlowsPage />
    </HydrateQueries>
  );
}
