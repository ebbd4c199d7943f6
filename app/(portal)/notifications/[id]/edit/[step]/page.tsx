import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { stepLabel, wizardSteps } from "@/components/notifications/wizard/steps";
import { WizardStepPage } from "@/components/notifications/wizard/wizard";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";
import { numberParam } from "@/server/trpc/params";

interface Props {
  params: Promise<{ id: string; step: string }>;
}

const stepOf = async ({ params }: Props) => {
  const { step } = await params;
  return wizardSteps.find(({ key }) => key === step)?.key;
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const step = await stepOf(props);
  return step ? { title: stepLabel(step) } : {};
}

export default async function WizardPage(props: Props) {
  const step = await stepOf(props);
  if (!step || step === "template") notFound();
  const page = await portalQueries();
  if (step === "review") {
    const id = numberParam((await props.params).id);
    await page.prefetch(page.trpc.notifications.preview.queryOptions({ id }));
  }
  return (
    <HydrateQueries state={page.state()}>
      <WizardStepPage step={step} />
    </HydrateQueries>
  );
}
