import type { Metadata } from "next";
import { auditInputOf } from "@/components/settings/audit/audit-input";
import { AuditSection } from "@/components/settings/audit/audit-section";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Audit log" };

type Search = Promise<Record<string, string>>;

export default async function AuditPage({ searchParams }: { searchParams: Search }) {
  const page = await portalQueries();
  const input = auditInputOf(await searchParams);
  await page.prefetch(page.trpc.settings.audit.list.queryOptions(input));
  return (
    <HydrateQueries state={page.state()}>
      <QueryBoundary fallback={<TableSkeleton />} failed="The audit log could not be loaded.">
        <AuditSection />
      </QueryBoundary>
    </HydrateQueries>
  );
}
