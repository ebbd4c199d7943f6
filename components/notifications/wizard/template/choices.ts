import type { RouterOutputs } from "@/components/trpc/query-provider";
import { readFields } from "@/content/fields";
import { badgeProblem } from "@/content/grammar/badge-value";
import { parsePayload } from "@/content/parse";
import {
  buildTemplate,
  type NotificationTemplate,
  templateById,
  templates,
} from "@/content/templates";
import type { TemplateId } from "@/db/enums";

/** What can be started from: the seven of the seed, and what the publisher has saved. */

export type SavedTemplate = RouterOutputs["notifications"]["templates"]["list"][number];

export interface TemplateChoice {
  /** As it stands in the URL: "rate", "saved-12". */
  key: string;
  template: NotificationTemplate;
  saved?: SavedTemplate;
  title: string;
  summary: string;
  description: string;
  kind: "toast" | "tile";
  /** Title and body, for the thumbnail. */
  texts: readonly string[];
}

interface TemplateApp {
  name: string;
  storeId: string | null;
  packageFamilyName: string | null;
}

export function builtInChoices(): TemplateChoice[] {
  return templates.map((template) => {
    const { id, title, summary, description, kind, texts } = template;
    return { key: id, template, title, summary, description, kind, texts };
  });
}

export function savedChoice(saved: SavedTemplate): TemplateChoice {
  const template = templateById(saved.template);
  const { kind, content } = saved;
  const languages = Object.keys(content.translations).length + 1;
  const facts = [
    kind === "toast" ? "Toast" : "Tile",
    content.badge !== undefined && !badgeProblem(content.badge) && `badge ${content.badge}`,
    languages > 1 && `${languages} languages`,
    `by ${saved.createdBy}`,
  ];
  return {
    key: `saved-${saved.id}`,
    template,
    saved,
    title: saved.name,
    summary: facts.filter(Boolean).join(" · "),
    description: `Saved by ${saved.createdBy}. What you change in your notification leaves the template as it is.`,
    kind,
    texts: textsOf(content.document),
  };
}

/** The payload a choice starts with. */
export function documentOf({ template, saved }: TemplateChoice, app: TemplateApp): string {
  return saved?.content.document ?? buildTemplate(template.id as TemplateId, app).xml;
}

function textsOf(xml: string): string[] {
  const parsed = parsePayload(xml);
  const fields = parsed.ok ? readFields(parsed.document) : undefined;
  if (!fields) return [];
  return fields.kind === "toast" ? [fields.title, fields.body] : (fields.bindings[0]?.texts ?? []);
}
