import { bigint, customType, timestamp } from "drizzle-orm/pg-core";

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Ids and counts: below 2^53, so a number in TypeScript. */
export const big = () => bigint({ mode: "number" });

export const instant = () => timestamp({ withTimezone: true, mode: "date" });
