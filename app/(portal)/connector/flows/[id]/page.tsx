import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FlowPage } from "@/components/flows/builder/flow-page";
import { runsShown } from "@/components/flows/paging";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { flowIdSchema } from "@/server/flows/schema";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Flow" };

export default async function FlowRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!flowIdSchema.safeParse(id).success) notFound();
  const page = await portalQueries();
  await page.read(page.trpc.flows.byId.queryOptions({ id }));
  await page.prefetch(
    page.trpc.flows.runs.list.queryOptions({ id, page: 1, size: runsShown }),
    page.trpc.connector.connections.list.queryOptions(),
    page.trpc.apps.list.queryOptions(),
  );
  return (
    <HydrateQueries state={page.state()}>
      <FlowPage id={id} />
    </HydrateQueries>
  );
}
