/**
 * The small enums of app_customers: what the smallint columns mean. No ORM and no env: the segment builder
 * in the browser, the seed and the importer read the same words. Codes are stored, so they never change.
 */
export interface AttributeValue {
  /** What the column holds. */
  code: number;
  /** What rules, imports and the API call it. */
  id: string;
  /** What people read. */
  label: string;
}

/** S-15: code 1 is never part of a segment and never offered in the builder. */
export const ageGroups = [
  { code: 0, id: "unknown", label: "Unknown" },
  { code: 1, id: "under-17", label: "Under 17" },
  { code: 2, id: "18-24", label: "18 to 24" },
  { code: 3, id: "25-34", label: "25 to 34" },
  { code: 4, id: "35-49", label: "35 to 49" },
  { code: 5, id: "50-or-over", label: "50 or over" },
] as const satisfies readonly AttributeValue[];
export const underAgeCode = 1;

export const genders = [
  { code: 0, id: "unknown", label: "Unknown" },
  { code: 1, id: "female", label: "Female" },
  { code: 2, id: "male", label: "Male" },
] as const satisfies readonly AttributeValue[];

/** The ids are db/enums.ts deviceTypes. */
export const deviceTypeValues = [
  { code: 0, id: "unknown", label: "Unknown" },
  { code: 1, id: "pc", label: "PC" },
  { code: 2, id: "phone", label: "Phone" },
  { code: 3, id: "console", label: "Console" },
  { code: 4, id: "iot", label: "IoT" },
  { code: 5, id: "holographic", label: "Holographic" },
] as const satisfies readonly AttributeValue[];

/** "PC"; undefined where the app did not say. */
export function deviceTypeLabel(id: string | null): string | undefined {
  return deviceTypeValues.find((one) => one.id === id && one.code !== 0)?.label;
}

export const acquisitionTypes = [
  { code: 0, id: "unknown", label: "Unknown" },
  { code: 1, id: "free", label: "Free" },
  { code: 2, id: "trial", label: "Trial" },
  { code: 3, id: "paid", label: "Paid" },
  { code: 4, id: "promotional-code", label: "Promotional code" },
  { code: 5, id: "iap", label: "Iap" },
  { code: 6, id: "subscription-iap", label: "Subscription Iap" },
  { code: 7, id: "private-audience", label: "Private Audience" },
  { code: 8, id: "pre-order", label: "Pre Order" },
  { code: 9, id: "xbox-game-pass", label: "Xbox Game Pass" },
  { code: 10, id: "disk", label: "Disk" },
  { code: 11, id: "prepaid-code", label: "Prepaid Code" },
] as const satisfies readonly AttributeValue[];

export const storeClients = [
  { code: 0, id: "unknown", label: "Unknown" },
  { code: 1, id: "store-client", label: "Microsoft Store (client)" },
  { code: 2, id: "store-web", label: "Microsoft Store (web)" },
  { code: 3, id: "phone-client", label: "Windows Phone Store (client)" },
  { code: 4, id: "volume-purchase", label: "Volume purchase by organizations" },
  { code: 5, id: "other", label: "Other" },
] as const satisfies readonly AttributeValue[];

export const acquisitionChannels = [
  { code: 0, id: "unknown", label: "Unknown" },
  { code: 1, id: "store-traffic", label: "Store traffic" },
  { code: 2, id: "custom-campaign", label: "Custom campaign" },
  { code: 3, id: "other", label: "Other" },
] as const satisfies readonly AttributeValue[];

export const churnLevels = [
  { code: 0, id: "unknown", label: "Unknown" },
  { code: 1, id: "low", label: "Low" },
  { code: 2, id: "medium", label: "Medium" },
  { code: 3, id: "high", label: "High" },
] as const satisfies readonly AttributeValue[];

/** The code of a word, or undefined for a word nobody knows. */
export function codeOf(values: readonly AttributeValue[], id: string): number | undefined {
  return values.find((value) => value.id === id)?.code;
}

/** What people read for a stored code. */
export function labelOf(values: readonly AttributeValue[], code: number): string {
  return values.find((value) => value.code === code)?.label ?? "Unknown";
}
