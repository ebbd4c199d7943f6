import type { Metadata } from "next";
import { MembersSection } from "@/components/settings/members/members-section";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Members and roles" };

export default async function MembersPage() {
  const page = await portalQueries();
  await page.prefetch(page.trpc.publishers.members.list.queryOptions());
  return (
    <HydrateQueries state={page.state()}>
      <QueryBoundary fallback={<TableSkeleton />} failed="The members could not be loaded.">
        <MembersSection />
      </QueryBoundary>
    </HydrateQueries>
  );
}
