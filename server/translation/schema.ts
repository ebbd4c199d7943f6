import { z } from "zod";
import { languageTagSchema } from "@/content/notification-content";
import { translatorNames } from "@/db/enums";

/** What goes in and out of translation; shared by the settings' forms, the wizard, procedures and commands. */

export const azureEndpoints = ["global", "americas", "europe", "asia_pacific", "custom"] as const;

export const azureSettingsSchema = z
  .strictObject({
    endpoint: z.enum(azureEndpoints),
    /** Of the resource, for its own host name. */
    resourceName: z
      .string()
      .trim()
      .regex(
        /^[a-z0-9][a-z0-9-]{1,62}$/i,
        "Enter the name of the resource, for example contoso-translator.",
      )
      .optional(),
    /** Required by regional and multi-service resources. */
    region: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9]{0,40}$/, "Enter a region as Azure writes it, for example westeurope.")
      .optional(),
  })
  .refine(({ endpoint, resourceName }) => endpoint !== "custom" || resourceName, {
    message: "Enter the name of the resource.",
    path: ["resourceName"],
  });
export type AzureSettings = z.infer<typeof azureSettingsSchema>;

export const libreTranslateSettingsSchema = z.strictObject({
  baseUrl: z
    .string()
    .trim()
    .max(300)
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
      message: "Enter the address of the server, for example https://translate.contoso.com.",
    })
    .refine(
      (text) => !URL.canParse(text) || (new URL(text).search === "" && new URL(text).hash === ""),
      {
        message: "Leave out what follows the path.",
      },
    ),
});

/** A key as it is pasted; header values take no control characters. */
const key = z
  .string()
  .trim()
  .min(1, "Enter the key.")
  .max(300, "This is too long for a key.")
  .regex(/^[\x21-\x7e]*$/, "A key has no spaces or special characters.");

/** No key = keep the one that is stored. */
export const translatorInput = z.discriminatedUnion("name", [
  z.strictObject({ name: z.literal("local"), settings: z.strictObject({}) }),
  z.strictObject({ name: z.literal("azure"), settings: azureSettingsSchema, key: key.optional() }),
  z.strictObject({
    name: z.literal("libretranslate"),
    settings: libreTranslateSettingsSchema,
    /** null = the server wants none. */
    key: key.nullable().optional(),
  }),
]);
export type TranslatorInput = z.infer<typeof translatorInput>;

export const translatorNameInput = z.strictObject({ name: z.enum(translatorNames) });

export const translatorUpdateInput = z.strictObject({
  /** All that are set up, in the order in which they are asked. */
  order: z
    .array(z.strictObject({ name: z.enum(translatorNames), isEnabled: z.boolean() }))
    .max(translatorNames.length),
});

const text = z.string().max(5_000);
const term = z.string().trim().min(1, "Write the term.").max(120, "Use at most 120 characters.");

export const termInput = z.strictObject({
  id: z.number().int().positive().optional(),
  sourceLanguage: languageTagSchema,
  term,
  /** None = it stays as it is in every language. */
  translations: z
    .record(languageTagSchema, term)
    .refine((all) => Object.keys(all).length <= 120, "There are too many languages."),
});
export type TermInput = z.infer<typeof termInput>;

export const idInput = z.strictObject({ id: z.number().int().positive() });

export const memoryListInput = z.strictObject({
  q: z.string().trim().max(120).default(""),
  language: z.string().max(35).default(""),
  page: z.number().int().min(1).max(100_000).default(1),
  size: z.union([z.literal(10), z.literal(25), z.literal(50), z.literal(100)]).default(25),
});
export type MemoryListInput = z.infer<typeof memoryListInput>;

/** A person's words, to be used again. */
export const rememberInput = z.strictObject({
  from: languageTagSchema,
  to: languageTagSchema,
  texts: z
    .array(z.strictObject({ source: text, target: text }))
    .min(1)
    .max(300),
});
export type RememberInput = z.infer<typeof rememberInput>;

export const suggestInput = z.strictObject({
  from: languageTagSchema,
  to: languageTagSchema,
  text,
});

export const translateInput = z.strictObject({
  from: languageTagSchema,
  /** Without the memory: a person asked for another translation than the one they had. */
  isFresh: z.boolean().optional(),
  wanted: z
    .array(z.strictObject({ to: languageTagSchema, texts: z.array(text).min(1).max(300) }))
    .min(1)
    .max(120),
});
export type TranslateInput = z.infer<typeof translateInput>;

/** One text in one language, as a translator or a table gave it. */
export interface FoundText {
  to: string;
  source: string;
  text: string;
  origin: "builtin" | "memory" | "machine";
  provider?: string;
}

/** Why one text has no translation. */
export interface FailedText {
  to: string;
  source: string;
  message: string;
}
