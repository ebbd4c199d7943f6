/** What the address says: which connection, which of its tabs. */
export const connectionTabs = ["console", "access", "history", "details"] as const;
export type ConnectionTab = (typeof connectionTabs)[number];

export const connectionDefaults = { id: "", tab: "console", page: "1", size: "10", push: "" };

export function tabOf(text: string): ConnectionTab {
  return connectionTabs.find((tab) => tab === text) ?? "console";
}

/** The one that is asked for, else the first that is in use, else the first. */
export function chosenOf<Row extends { publicId: string; revokedAt: Date | null }>(
  rows: readonly Row[],
  id: string,
): Row | undefined {
  return (
    rows.find(({ publicId }) => publicId === id) ??
    rows.find(({ revokedAt }) => revokedAt === null) ??
    rows[0]
  );
}
