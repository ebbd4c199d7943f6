import type { Metadata } from "next";
import { ImportPage } from "@/components/groups/import/import-page";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Import customers" };

export default async function ImportRoute() {
  const page = await portalQueries();
  await page.prefetch(page.trpc.apps.list.queryOptions());
  return (
    <HydrateQueries state={page.state()}>
      <ImportPage />
    </HydrateQueries>
  );
}
