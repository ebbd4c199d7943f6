import type { Metadata } from "next";
import { ConnectionsPage } from "@/components/connector/connections/connections-page";
import { chosenOf, tabOf } from "@/components/connector/connections/state";
import type { ConnectionRow } from "@/components/connector/types";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { historyInput } from "@/server/connector/schema";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Connections" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ConnectionsRoute({ searchParams }: Props) {
  const given = await searchParams;
  const page = await portalQueries();
  const { connector } = page.trpc;
  const rows = await page.read<ConnectionRow[]>(connector.connections.list.queryOptions());
  const id = chosenOf(rows, String(given.id ?? ""))?.publicId;
  const tab = tabOf(String(given.tab ?? ""));
  if (id && (tab === "access" || tab === "details")) {
    await page.prefetch(connector.connections.byId.queryOptions({ id }));
  }
  if (id && tab === "history") {
    const asked = { id, page: Number(given.page ?? 1), size: Number(given.size ?? 10) };
    const parsed = historyInput.safeParse(asked);
    const input = parsed.success ? parsed.data : historyInput.parse({ id });
    await page.prefetch(connector.pushes.list.queryOptions(input));
  }
  return (
    <HydrateQueries state={page.state()}>
      <ConnectionsPage />
    </HydrateQueries>
  );
}
