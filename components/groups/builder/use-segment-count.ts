"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "@/components/trpc/query-provider";
import type { Rule } from "@/server/groups/grammar";

const countAfterMs = 250;
const statisticsAfterMs = 1_000;

/** The value as it was once it stood still for so long. */
export function useStill<T>(value: T, milliseconds: number): T {
  const text = JSON.stringify(value);
  const [still, setStill] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setStill(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return JSON.parse(still) as T;
}

/** The exact count of what is on the screen, and after it where people fall out; a rule that is no longer wanted is not waited for. */
export function useSegmentCount(appId: number | undefined, rule: Rule) {
  const trpc = useTRPC();
  const wanted = useStill(rule, countAfterMs);
  const query = useQuery(
    trpc.groups.segments.count.queryOptions(
      { appId: appId ?? 0, rule: wanted },
      {
        enabled: appId !== undefined,
        placeholderData: keepPreviousData,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  const isBehind = JSON.stringify(wanted) !== JSON.stringify(rule);
  const isCounted = query.isSuccess && !query.isFetching && !isBehind;
  // The number first: the scan for the waterfall would only slow it down.
  const waterfall = useQuery(
    trpc.groups.segments.explain.queryOptions(
      { appId: appId ?? 0, rule: wanted },
      {
        enabled: appId !== undefined && isCounted,
        placeholderData: keepPreviousData,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  return {
    count: query.data,
    waterfall: waterfall.data,
    error: query.error ?? waterfall.error,
    isCounting: query.isFetching || isBehind,
    isExplaining: waterfall.isPlaceholderData || !isCounted,
  };
}

/** What comes after the count: each filter alone, markets and device types. */
export function useSegmentOverview(appId: number | undefined, rule: Rule) {
  const trpc = useTRPC();
  const wanted = useStill(rule, statisticsAfterMs);
  const query = useQuery(
    trpc.groups.segments.overview.queryOptions(
      { appId: appId ?? 0, rule: wanted },
      {
        enabled: appId !== undefined,
        placeholderData: keepPreviousData,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  const isCurrent = !query.isPlaceholderData && JSON.stringify(wanted) === JSON.stringify(rule);
  return { overview: query.data, isCurrent };
}
