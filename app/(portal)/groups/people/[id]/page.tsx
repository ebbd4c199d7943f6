import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PersonPage } from "@/components/groups/people/person-page";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";
import { numberParam } from "@/server/trpc/params";

// Nobody's id or address stands in a tab's name or the browser's history.
export const metadata: Metadata = { title: "Customer" };

export default async function PersonRoute({ params }: { params: Promise<{ id: string }> }) {
  const id = numberParam((await params).id);
  const page = await portalQueries();
  // Says there why an analyst can't see single customers.
  if (page.session.role === "analyst") redirect("/groups/people");
  await page.read(page.trpc.customers.people.byId.queryOptions({ id }));
  return (
    <HydrateQueries state={page.state()}>
      <PersonPage id={id} />
    </HydrateQueries>
  );
}
