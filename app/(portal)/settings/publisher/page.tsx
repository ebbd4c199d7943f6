import type { Metadata } from "next";
import { PublisherForm } from "@/components/settings/publisher-form";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Publisher" };

export default async function PublisherPage() {
  await portalQueries();
  return <PublisherForm />;
}
