import * as schema from "@/server/notifications/schema";

export type StepKey = schema.WizardStep;

const labels: Record<StepKey, string> = {
  template: "Template",
  apps: "Apps",
  settings: "Settings",
  filters: "Filters",
  content: "Content and languages",
  review: "Review and send",
};

/** The wizard's steps in order, with the names people see. */
export const wizardSteps = schema.wizardSteps.map((key) => ({ key, label: labels[key] }));

export function stepHref(id: number, step: StepKey): string {
  return `/notifications/${id}/edit/${step}`;
}

export function neighbours(step: StepKey): { previous?: StepKey; next?: StepKey } {
  const at = wizardSteps.findIndex(({ key }) => key === step);
  return { previous: wizardSteps[at - 1]?.key, next: wizardSteps[at + 1]?.key };
}

export function stepLabel(step: StepKey): string {
  return labels[step];
}
