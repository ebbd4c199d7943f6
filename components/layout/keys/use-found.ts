"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { allNavItems } from "@/components/layout/nav-items";
import { useSettingsPages } from "@/components/settings/settings-tabs";
import { useTRPC } from "@/components/trpc/query-provider";

export interface Found {
  label: string;
  href: string;
  kind: "Page" | "Notification" | "App";
}

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
  const settings = useSettingsPages();
  const q = useSettled(text.trim(), 150);
  const notifications = useQuery(
    trpc.notifications.list.queryOptions(
      { q, size: 10 },
      { enabled: q.length > 1, placeholderData: (before) => before },
    ),
  );
  const apps = useQuery(trpc.apps.list.queryOptions(undefined, { enabled: q.length > 1 }));
  const isLong = text.trim().length > 1;
  const rows = isLong ? (notifications.data?.rows ?? []) : [];
  const known = isLong ? (apps.data ?? []) : [];
  const pages = [...allNavItems, ...settings].map(({ label, href }) => ({
    label,
    href,
    kind: "Page" as const,
  }));
  return [
    ...pages.filter(hasName(text)),
    ...known
      .map((app) => ({ label: app.name, href: `/apps/${app.id}`, kind: "App" as const }))
      .filter(hasName(text)),
    ...rows
      .map((row) => ({
        label: row.name,
        href: `/notifications/${row.id}`,
        kind: "Notification" as const,
      }))
      .filter(hasName(text)),
  ];
}
