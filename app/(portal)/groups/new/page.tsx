import type { Metadata } from "next";
import { NewGroup } from "@/components/groups/new-group";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "New customer group" };

export default async function NewGroupRoute() {
  await portalQueries();
  return <NewGroup />;
}
