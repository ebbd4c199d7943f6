import type { Metadata } from "next";
import { ApiKeysSection } from "@/components/settings/api-keys/api-keys-section";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const page = await portalQueries();
  await page.prefetch(page.trpc.settings.apiKeys.list.queryOptions());
  return (
    <HydrateQueries state={page.state()}>
      <QueryBoundary fallback={<TableSkeleton />} failed="The API keys could not be loaded.">
        <ApiKeysSection />
      </QueryBoundary>
    </HydrateQueries>
  );
}
