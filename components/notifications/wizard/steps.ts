/** The wizard's steps in order, with the names people see. */
export const wizardSteps = [
  { key: "template", label: "Template" },
  { key: "apps", label: "Apps" },
  { key: "settings", label: "Settings" },
  { key: "filters", label: "Filters" },
  { key: "content", label: "Content and languages" },
  { key: "review", label: "Review and send" },
] as const;

export type StepKey = (typeof wizardSteps)[number]["key"];

export function stepHref(id: number, step: StepKey): string {
  return `/notifications/${id}/edit/${step}`;
}

export function neighbours(step: StepKey): { previous?: StepKey; next?: StepKey } {
  const at = wizardSteps.findIndex(({ key }) => key === step);
  return { previous: wizardSteps[at - 1]?.key, next: wizardSteps[at + 1]?.key };
}

export function stepLabel(step: StepKey): string {
  return wizardSteps.find(({ key }) => key === step)?.label ?? step;
}
