"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { TabLinks } from "@/components/layout/tab-links";
import { useTRPC } from "@/components/trpc/query-provider";
import { segmentTemplates } from "@/server/groups/segment-templates";
import { listDefaults, toListInput } from "./list-state";

/** The lists of customer groups, and the people themselves. */
export function GroupTabs({ current }: { current: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.groups.list.queryOptions(toListInput(listDefaults), { refetchInterval: 10_000 }),
  );
  const { mine, inactive } = data.tabs;
  const tabs = [
    { key: "mine", href: "/groups", label: "My customer groups", count: mine },
    {
      key: "templates",
      href: "/groups?tab=templates",
      label: "Segment templates",
      count: segmentTemplates.length,
    },
    { key: "inactive", href: "/groups?tab=inactive", label: "Inactive segments", count: inactive },
    { key: "people", href: "/groups/people", label: "People" },
  ];
  return (
    <TabLinks
      label="Customer groups"
      tabs={tabs.map(({ key, ...tab }) => ({ ...tab, isCurrent: key === current }))}
    />
  );
}
