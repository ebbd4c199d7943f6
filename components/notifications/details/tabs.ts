/** The tabs of a notification's page, as they stand in the URL. */
export const detailTabs = ["statistics", "content", "timeline"] as const;
export type DetailTab = (typeof detailTabs)[number];
