import type { Metadata } from "next";
import { SendingForm } from "@/components/settings/sending-form";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Sending" };

export default async function SendingPage() {
  const page = await portalQueries();
  await page.prefetch(page.trpc.settings.sending.overview.queryOptions());
  return (
    <HydrateQueries state={page.state()}>
      <QueryBoundary fallback={<TableSkeleton />} failed="The settings could not be loaded.">
        <SendingForm />
      </QueryBoundary>
    </HydrateQueries>
  );
}
