import type { Metadata } from "next";
import { KnownForm, KnownPage } from "@/components/groups/known/known-page";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";
import { numberParam } from "@/server/trpc/params";

export const metadata: Metadata = { title: "Known user group" };

export default async function KnownRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const page = await portalQueries();
  if (id === "new") return <KnownForm group={undefined} />;
  await page.read(page.trpc.groups.known.byId.queryOptions({ id: numberParam(id) }));
  return (
    <HydrateQueries state={page.state()}>
      <KnownPage id={numberParam(id)} />
    </HydrateQueries>
  );
}
