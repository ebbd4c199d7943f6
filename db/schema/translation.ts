import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { TranslatorName, TranslatorState } from "../enums";
import { big, bytea, instant } from "./columns";
import type { Json } from "./notifications";
import { publishers } from "./publishers";

/** Translators a publisher set up, asked in their order. */
export const translators = pgTable(
  "translators",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    name: text().$type<TranslatorName>().notNull(),
    position: smallint().notNull(),
    isEnabled: boolean().notNull().default(true),
    /** What may be shown: end point, region, base URL. */
    settings: jsonb().$type<Json>().notNull(),
    /** Sealed for the workers like push credentials (T19); null = the translator wants no key. */
    sealedKey: bytea(),
    state: text().$type<TranslatorState>().notNull().default("untested"),
    /** The translator's own words, after a test or a refusal. */
    stateReason: text(),
    stateAt: instant(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.publisherId, t.name] })],
);

/** Translations to use again: one per text and pair of languages, a person's before a machine's. */
export const translationMemory = pgTable(
  "translation_memory",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: big().notNull().generatedAlwaysAsIdentity(),
    sourceLanguage: text().notNull(),
    targetLanguage: text().notNull(),
    /** SHA-256 of the normalized source text, names of apps as slots. */
    sourceHash: bytea().notNull(),
    sourceText: text().notNull(),
    targetText: text().notNull(),
    isHuman: boolean().notNull(),
    /** Who translated, where it was a machine. */
    provider: text(),
    uses: integer().notNull().default(0),
    createdBy: text().notNull(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("translation_memory_text").on(
      t.publisherId,
      t.sourceLanguage,
      t.targetLanguage,
      t.sourceHash,
    ),
    index("translation_memory_recent").on(t.publisherId, t.updatedAt),
  ],
);

/** Terms that are translated in one way only, or not at all. */
export const glossaryTerms = pgTable(
  "glossary_terms",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: big().notNull().generatedAlwaysAsIdentity(),
    sourceLanguage: text().notNull(),
    /** As people write it; matched without regard to case. */
    term: text().notNull(),
    termKey: text().notNull(),
    /** Empty = the term stays as it is in every language. By language tag otherwise. */
    translations: jsonb().$type<Record<string, string>>().notNull().default({}),
    createdBy: text().notNull(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("glossary_terms_term").on(t.publisherId, t.sourceLanguage, t.termKey),
  ],
);

/** What web asks a worker to translate, and what came of it; kept for a day. */
export const translationJobs = pgTable(
  "translation_jobs",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: big().notNull().generatedAlwaysAsIdentity(),
    status: text().$type<"waiting" | "running" | "done">().notNull().default("waiting"),
    request: jsonb().$type<Json>().notNull(),
    result: jsonb().$type<Json>(),
    createdAt: instant().notNull().defaultNow(),
    finishedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    index("translation_jobs_created").on(t.publisherId, t.createdAt),
  ],
);
