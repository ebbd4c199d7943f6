import type { RouterOutputs } from "@/components/trpc/query-provider";
import { chartColors } from "@/components/ui/tokens";

/** What Analyze calls things and what they mean, and how a sum is read from the counters. Pure. */

export type Sums = RouterOutputs["analyze"]["overview"]["now"];
export type MarketRow = RouterOutputs["analyze"]["byMarket"][number];

export const meanings = {
  toastsSent: "Toasts that the push services accepted in this period. Tiles are not counted.",
  toastRate:
    "Toasts selected while they were on the screen ÷ tracked toasts sent. Tracked: Track app launch rate was ticked.",
  centerRate:
    "Selected in Action Center ÷ toasts that timed out on the screen and went to Action Center.",
  launchRate:
    "Launches in this period ÷ tracked toasts sent in it. A launch is your app, opened by selecting the notification; opening the Store is not counted.",
} as const;

export interface StateSeries {
  key: string;
  label: string;
  meaning: string;
  color: string;
  isHatched?: boolean;
  of(sums: Sums): number;
}

/** P-76. Stack order is fixed. */
export const toastStates: readonly StateSeries[] = [
  {
    key: "activated",
    label: "Activated",
    meaning: "The customer selected the toast or one of its buttons.",
    color: chartColors.activated,
    of: (sums) => sums.toastActivated,
  },
  {
    key: "dismissed",
    label: "Dismissed",
    meaning: "The customer, or the app, took the toast off the screen.",
    color: chartColors.dismissed,
    of: (sums) => sums.toastDismissed,
  },
  {
    key: "timed-out",
    label: "Timed out",
    meaning: "Nobody reacted within its seconds on the screen; it went to Action Center.",
    color: chartColors.timedOut,
    of: (sums) => sums.toastTimedOut,
  },
  {
    key: "failed",
    label: "Failed",
    meaning: "The device could not show it.",
    color: chartColors.failed,
    isHatched: true,
    of: (sums) => sums.toastFailed,
  },
];

export const centerStates: readonly StateSeries[] = [
  {
    key: "activated",
    label: "Activated",
    meaning: "The customer selected the notification in Action Center.",
    color: chartColors.activated,
    of: (sums) => sums.centerActivated,
  },
  {
    key: "dismissed",
    label: "Dismissed",
    meaning: "The customer removed it from Action Center.",
    color: chartColors.dismissed,
    of: (sums) => sums.centerDismissed,
  },
  {
    key: "still-there",
    label: "Still there",
    meaning: "Went to Action Center, and nothing is known to have happened to it since.",
    color: chartColors.timedOut,
    of: (sums) =>
      Math.max(
        0,
        sums.centerShown - sums.centerActivated - sums.centerDismissed - sums.centerExpired,
      ),
  },
  {
    key: "expired",
    label: "Expired",
    meaning: "Its expiry passed while it was in Action Center.",
    color: chartColors.failed,
    isHatched: true,
    of: (sums) => sums.centerExpired,
  },
];

export interface RateKind {
  title: string;
  meaning: string;
  classes: { bounds: readonly [number, number, number, number] };
  of(sums: Sums): { part: number; whole: number };
}

export const toastRate: RateKind = {
  title: "Click-through rate of toasts",
  meaning: meanings.toastRate,
  classes: { bounds: [0.06, 0.09, 0.12, 0.15] },
  of: (sums) => ({ part: sums.toastActivated, whole: sums.trackedSent }),
};

export const centerRate: RateKind = {
  title: "Click-through rate in Action Center",
  meaning: meanings.centerRate,
  classes: { bounds: [0.03, 0.045, 0.06, 0.075] },
  of: (sums) => ({ part: sums.centerActivated, whole: sums.centerShown }),
};

export const launchesOf = (sums: Sums) => ({ part: sums.launched, whole: sums.trackedSent });

/** Whether any app reported anything. */
export function hasReports(sums: Sums): boolean {
  return sums.toastShown + sums.toastFailed + sums.centerShown > 0;
}
