import type { ReactNode } from "react";
import { Wizard } from "@/components/notifications/wizard/wizard";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";
import { numberParam } from "@/server/trpc/params";

interface Props {
  params: Promise<{ id: string }>;
  children: ReactNode;
}

export default async function WizardLayout({ params, children }: Props) {
  const id = numberParam((await params).id);
  const page = await portalQueries();
  await page.read(page.trpc.notifications.byId.queryOptions({ id }));
  await page.prefetch(page.trpc.apps.list.queryOptions());
  return (
    <HydrateQueries state={page.state()}>
      <Wizard id={id}>{children}</Wizard>
    </HydrateQueries>
  );
}
