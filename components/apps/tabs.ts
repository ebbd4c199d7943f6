/** The tabs of an app's page, as they stand in the URL. */
export const appTabs = ["overview", "credentials", "registrations", "launch", "details"] as const;
export type AppTab = (typeof appTabs)[number];
