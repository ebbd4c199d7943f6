import type { CustomerLine } from "@/server/customers/schema";

/** One customer with everything a file may say. Money is in cents, times carry their zone. */
const example: Required<{ [Name in keyof CustomerLine]: string }> = {
  externalId: "customer-1",
  email: "ana@example.com",
  ageGroup: "25-34",
  gender: "female",
  market: "DE",
  deviceType: "pc",
  acquiredAt: "2026-10-05",
  acquisitionType: "paid",
  addOnAcquiredAt: "2026-10-20",
  storeClient: "store-client",
  channel: "custom-campaign",
  campaignId: "spring",
  referrerDomain: "news.example.com",
  storePageViewedAt: "2026-10-04T18:30:00+02:00",
  lastUsedAt: "2026-11-20T10:00:00Z",
  sessions30d: "12",
  minutes30d: "340",
  rating: "4",
  churn: "low",
  storeAcquisitions: "3",
  hasPurchased: "true",
  storeSpendCents: "1999",
  appSpendCents: "999",
  isOptedOut: "false",
  isEligible: "true",
};

/** All columns in their names, and a line to follow. */
export function exampleCsv(): string {
  return `${Object.keys(example).join(",")}\r\n${Object.values(example).join(",")}\r\n`;
}
