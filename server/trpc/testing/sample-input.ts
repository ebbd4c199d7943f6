import { z } from "zod";

/** Inputs made from a procedure's own zod schema, so that a new procedure is tested without a word about it. */

interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  format?: string;
  pattern?: string;
}

export interface Sampling {
  random(): number;
  /** What stands where an id is asked for. */
  ids: readonly number[];
  /** Ids with letters in front, as con_… and flw_…; the one that fits a field's pattern stands there. */
  publicIds: readonly string[];
  /** How often a leaf is something odd instead, 0 to 1. */
  oddness: number;
}

const maxDepth = 8;
const dates = ["2027-03-01", "2026-02-30", "0001-01-01"];
const instants = ["2027-03-01T10:00:00Z", "2026-01-01T00:00:00.000Z"];
const languages = ["en-US", "de", "ja"];
const words = ["a", "Evening puzzle", "en-US", "DE", "UTC", "Europe/Berlin", "10:30", "5.2.0.0"];
const odd: readonly unknown[] = [
  null,
  -1,
  0,
  2 ** 31,
  2 ** 53,
  1e308,
  Number.NaN,
  "",
  "\u0000",
  "\ud800",
  "__proto__",
  "constructor",
  "'; drop table apps; --",
  "9999-99-99",
  "x".repeat(3_000),
  [],
  {},
];

export function jsonSchemasOf(inputs: readonly unknown[]): JsonSchema[] {
  return inputs.map(
    (input) =>
      z.toJSONSchema(input as z.ZodType, { unrepresentable: "any", io: "input" }) as JsonSchema,
  );
}

/** One input for a procedure; undefined when it takes none. */
export function sampleInput(schemas: readonly JsonSchema[], sampling: Sampling): unknown {
  if (schemas.length === 0) return undefined;
  const parts = schemas.map((root) => new Sampler(root, sampling).value(root, "", 0));
  return parts.length === 1 ? parts[0] : Object.assign({}, ...parts);
}

class Sampler {
  constructor(
    private readonly root: JsonSchema,
    private readonly sampling: Sampling,
  ) {}

  value(schema: JsonSchema, name: string, depth: number): unknown {
    const chosen = this.resolve(schema);
    if (chosen.const !== undefined) return chosen.const;
    if (chosen.enum) return this.leaf(() => this.pick(chosen.enum ?? []));
    const kind = Array.isArray(chosen.type) ? this.pick(chosen.type) : chosen.type;
    if (kind === "object" || chosen.properties) return this.object(chosen, depth);
    if (kind === "array") return this.array(chosen, name, depth);
    return this.leaf(() => this.scalar(kind, chosen, name));
  }

  private resolve(schema: JsonSchema): JsonSchema {
    const branches = schema.anyOf ?? schema.oneOf;
    if (branches) return this.resolve(this.pick(branches));
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => this.resolve(part)));
    if (!schema.$ref) return schema;
    const key = schema.$ref.split("/").at(-1) ?? "";
    return schema.$ref === "#" ? this.root : this.resolve(this.root.$defs?.[key] ?? {});
  }

  private object(schema: JsonSchema, depth: number): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    const required = new Set(schema.required);
    for (const [key, part] of Object.entries(schema.properties ?? {})) {
      if (!required.has(key) && (depth >= maxDepth || this.sampling.random() < 0.4)) continue;
      made[key] = this.value(part, key, depth + 1);
    }
    if (typeof schema.additionalProperties === "object" && depth < maxDepth) {
      made[this.pick(words)] = this.value(schema.additionalProperties, "", depth + 1);
    }
    return made;
  }

  private array(schema: JsonSchema, name: string, depth: number): unknown[] {
    if (schema.prefixItems)
      return schema.prefixItems.map((one) => this.value(one, name, depth + 1));
    const least = schema.minItems ?? 0;
    const count =
      depth >= maxDepth ? least : Math.max(least, Math.floor(this.sampling.random() * 3));
    const made = Array.from({ length: Math.min(count, schema.maxItems ?? count) }, () =>
      this.value(schema.items ?? {}, name, depth + 1),
    );
    return made;
  }

  private scalar(kind: string | undefined, schema: JsonSchema, name: string): unknown {
    if (kind === "boolean") return this.sampling.random() < 0.5;
    if (kind === "null") return null;
    if (kind === "integer" || kind === "number") return this.number(schema, name);
    if (kind === "string") return this.text(schema, name);
    return this.pick([new Date("2027-01-01T00:00:00Z"), "x", 1]);
  }

  private number(schema: JsonSchema, name: string): number {
    const least = schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    if (/(^|[a-z])ids?$/i.test(name) && this.sampling.ids.length > 0) {
      return this.pick(this.sampling.ids);
    }
    const most = Math.min(schema.maximum ?? least + 50, least + 50);
    return least + Math.floor(this.sampling.random() * (most - least + 1));
  }

  private text(schema: JsonSchema, name: string): string {
    const { pattern } = schema;
    const fitting = pattern
      ? this.sampling.publicIds.filter((id) => new RegExp(pattern).test(id))
      : [];
    if (fitting.length > 0) return this.pick(fitting);
    if (/(^|[a-z])ids?$/i.test(name) && this.sampling.random() < 0.7) {
      return String(this.pick(this.sampling.ids));
    }
    if (schema.format === "email" || /mail/i.test(name)) return "somebody@example.test";
    if (schema.format === "date" || /date/i.test(name)) return this.pick(dates);
    if (schema.format === "date-time" || /At$/.test(name)) return this.pick(instants);
    if (/^(from|to)$|language/i.test(name)) return this.pick(languages);
    if (schema.format === "uuid") return "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
    if (schema.format === "uri") return "https://example.test/a";
    return this.pick(words).padEnd(schema.minLength ?? 0, "x");
  }

  private leaf(make: () => unknown): unknown {
    return this.sampling.random() < this.sampling.oddness ? this.pick(odd) : make();
  }

  private pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.sampling.random() * values.length)] as T;
  }
}
