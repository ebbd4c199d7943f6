"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { allNavItems } from "@/components/layout/nav-items";
import { settingsPages } from "@/components/settings/settings-tabs";
import { useTRPC } from "@/components/trpc/query-provider";

export interface Found {
  label: string;
  href: string;
  kind: "Page" | "Notification" | "App";
}

const pages: Found[] = [...allNavItems, ...settingsPages].map((page) => ({
  label: page.label,
  href: page.href,
  kind: "Page",
}));

const hasName = (text: string) => (item: { label: string }) =>
  item.label.toLowerCase().includes(text.trim().toLowerCase());

function useSettled(text: string, milliseconds: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return settled;
}

/** What has this text in its name: pages at once, the rest as the server finds it. */
export function useFound(text: string): Found[] {
  const trpc = useTRPC();
  const q = useSettled(text.trim(), 150);
  const notifications = useQuery(
    trpc.notifications.list.queryOptions(
      { q, size: 10 },
      { enabled: q.length > 1, placeholderData: (before) => before },
    ),
  );
  const rows = text.trim().length > 1 ? (notifications.data?.rows ?? []) : [];
  return [
    ...pages.filter(hasName(text)),
    ...rows
      .map((row) => ({
        label: row.name,
        href: `/notifications/${row.id}`,
        kind: "Notification" as const,
      }))
      .filter(hasName(text)),
  ];
}
