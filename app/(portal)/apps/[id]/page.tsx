import type { Metadata } from "next";
import { AppPage } from "@/components/apps/app-page";
import { registrationListInput } from "@/components/apps/registrations/registration-list-state";
import { appTabs } from "@/components/apps/tabs";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";
import { numberParam } from "@/server/trpc/params";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ tab?: string } & Record<string, string | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { trpc, read } = await portalQueries();
  const app = await read<{ name: string }>(
    trpc.apps.byId.queryOptions({ id: numberParam((await params).id) }),
  );
  return { title: app.name };
}

export default async function AppRoute({ params, searchParams }: Props) {
  const id = numberParam((await params).id);
  const { tab } = await searchParams;
  const page = await portalQueries();
  await page.read(page.trpc.apps.byId.queryOptions({ id }));
  if (tab === "registrations") {
    const input = registrationListInput(id, await searchParams);
    await page.prefetch(page.trpc.registrations.list.queryOptions(input));
  }
  return (
    <HydrateQueries state={page.state()}>
      <AppPage id={id} tab={appTabs.find((one) => one === tab) ?? "overview"} />
    </HydrateQueries>
  );
}
