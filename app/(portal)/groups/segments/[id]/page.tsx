import type { Metadata } from "next";
import { SegmentBuilder, SegmentPage } from "@/components/groups/builder/segment-page";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";
import { numberParam } from "@/server/trpc/params";

export const metadata: Metadata = { title: "Segment" };

export default async function SegmentRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const page = await portalQueries();
  await page.prefetch(
    page.trpc.apps.list.queryOptions(),
    page.trpc.groups.settings.overview.queryOptions(),
  );
  if (id !== "new") {
    await page.read(page.trpc.groups.segments.byId.queryOptions({ id: numberParam(id) }));
  }
  return (
    <HydrateQueries state={page.state()}>
      {id === "new" ? <SegmentBuilder segment={undefined} /> : <SegmentPage id={numberParam(id)} />}
    </HydrateQueries>
  );
}
