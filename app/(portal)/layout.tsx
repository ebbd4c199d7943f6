import type { ReactNode } from "react";
import { AppFrame } from "@/components/layout/app-frame";
import { ReaderZone } from "@/components/layout/reader-zone";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const page = await portalQueries();
  await page.prefetch(page.trpc.publishers.session.overview.queryOptions());
  return (
    <HydrateQueries state={page.state()}>
      <ReaderZone>
        <AppFrame>{children}</AppFrame>
      </ReaderZone>
    </HydrateQueries>
  );
}
