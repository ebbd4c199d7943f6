import type { Metadata } from "next";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { MembersTable } from "@/components/settings/members-table";
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
      <PageHead title="Members and roles" crumbs={[{ label: "Settings", href: "/settings" }]} />
      <PageBody>
        <QueryBoundary fallback={<TableSkeleton />} failed="The members could not be loaded.">
          <MembersTable />
        </QueryBoundary>
      </PageBody>
    </HydrateQueries>
  );
}
