"use client";

import { usePathname } from "next/navigation";
import { TabLinks } from "@/components/layout/tab-links";

/** A settings page that exists is one line here. */
export const settingsPages = [
  { label: "Members and roles", href: "/settings/members" },
  { label: "Publisher", href: "/settings/publisher" },
  { label: "Profile", href: "/settings/profile" },
] as const;

export function SettingsTabs() {
  const path = usePathname();
  const tabs = settingsPages.map((page) => ({ ...page, isCurrent: path === page.href }));
  return <TabLinks label="Settings" tabs={tabs} />;
}
