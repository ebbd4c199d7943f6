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

/** The exact count of what is on the screen; a rule that is no longer wanted is not waited for. */
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
  return { count: query.data, error: query.error, isCounting: query.isFetching || isBehind };
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
