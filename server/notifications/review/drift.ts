import { AppError } from "@/server/errors";

/** The audience as the dry run showed it. */
export interface Reviewed {
  devices: number;
  /** Of exactly these devices. */
  digest: string;
}

/** Devices come and go by the second: of more than a thousand, one in a thousand may have changed. */
const tolerated = 1 / 1_000;

/** Send is void when the audience is not the one that was looked at (T21). */
export function requireReviewed(reviewed: Reviewed, now: Reviewed): void {
  const change = Math.abs(now.devices - reviewed.devices);
  const allowed = Math.floor(reviewed.devices * tolerated);
  if (change > allowed) {
    const by = change.toLocaleString("en-US");
    throw new AppError("conflict", `The audience changed by ${by} since you looked. Run again.`);
  }
  if (allowed > 0 || now.digest === reviewed.digest) return;
  throw new AppError("conflict", "The audience changed since you looked. Run again.");
}
