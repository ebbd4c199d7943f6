import type { ApiScope } from "@/server/settings/schema";

export const scopeWords: Record<ApiScope, string> = {
  "notifications:read": "Read notifications and their statistics",
  "notifications:write": "Draft, change and cancel notifications",
  "notifications:send": "Send notifications",
  "customers:read": "Export what is kept of a customer",
  "customers:write": "Import, change and remove customers",
  "push:send": "Call SendPushNotification through every connection",
};
