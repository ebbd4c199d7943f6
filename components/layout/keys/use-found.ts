"use client";

import { allNavItems } from "@/components/layout/nav-items";

export interface Found {
  label: string;
  href: string;
  kind: "Page" | "Notification" | "App";
}

const pages: Found[] = [
  ...allNavItems.map((item) => ({ label: item.label, href: item.href, kind: "Page" as const })),
  { label: "Members and roles", href: "/settings/members", kind: "Page" },
  { label: "Profile", href: "/settings/profile", kind: "Page" },
];

/** What has this text in its name: pages first. */
export function useFound(text: string): Found[] {
  const wanted = text.trim().toLowerCase();
  return pages.filter((page) => page.label.toLowerCase().includes(wanted));
}
