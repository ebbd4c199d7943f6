import type { Metadata } from "next";
import { AppList } from "@/components/apps/app-list";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Apps" };

export default async function AppsPage() {
  const page = await portalQueries();
  await page.prefetch(page.trpc.apps.list.queryOptions());
  return (
    <HydrateQueries state={page.state()}>
      <AppList />
    </HydrateQueries>
  );
}
