/** The left navigation as data: a page that exists is one line here. */
export interface NavItem {
  label: string;
  href: string;
  icon: "alert" | "people" | "apps" | "plug" | "flow" | "team" | "settings";
  /** G and then this letter goes there. */
  key?: string;
}

export interface NavSection {
  label: string;
  items: NavItem[];
}

export const navSections: NavSection[] = [
  {
    label: "Engage",
    items: [
      { label: "Notifications", href: "/notifications", icon: "alert", key: "n" },
      { label: "Customer groups", href: "/groups", icon: "people", key: "c" },
    ],
  },
  {
    label: "Apps",
    items: [{ label: "All apps", href: "/apps", icon: "apps", key: "a" }],
  },
  {
    label: "Connector",
    items: [
      { label: "Connections", href: "/connector/connections", icon: "plug", key: "o" },
      { label: "Flows", href: "/connector/flows", icon: "flow", key: "f" },
      { label: "People and groups", href: "/connector/people", icon: "team" },
    ],
  },
];

export const navFooter: NavItem[] = [
  { label: "Settings", href: "/settings", icon: "settings", key: "s" },
];

export const allNavItems: NavItem[] = [
  ...navSections.flatMap((section) => section.items),
  ...navFooter,
];

export function isCurrent(href: string, path: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
