"use client";

import { usePathname } from "next/navigation";
import { TabLinks } from "@/components/layout/tab-links";
import { useSession } from "@/components/layout/use-session";
import type { Role } from "@/db/enums";

const managers: readonly Role[] = ["owner", "manager"];
const everyone: readonly Role[] = ["owner", "manager", "marketer", "analyst"];

/** A settings page that exists is one line here. Who may not read one does not get its tab. */
export const settingsPages = [
  { label: "Members and roles", href: "/settings/members", roles: everyone },
  { label: "Publisher", href: "/settings/publisher", roles: everyone },
  { label: "Sending", href: "/settings/sending", roles: everyone },
  { label: "Translation", href: "/settings/translation", roles: everyone },
  { label: "API keys", href: "/settings/api-keys", roles: managers },
  { label: "Audit log", href: "/settings/audit", roles: managers },
  { label: "Profile", href: "/settings/profile", roles: everyone },
] as const;

export function useSettingsPages() {
  const { role } = useSession();
  return settingsPages.filter((page) => role !== null && page.roles.includes(role));
}

export function SettingsTabs() {
  const path = usePathname();
  const pages = useSettingsPages();
  const tabs = pages.map(({ label, href }) => ({ label, href, isCurrent: path === href }));
  return <TabLinks label="Settings" tabs={tabs} />;
}
