import { templateById } from "@/content/templates";
import { providerTitles, type Reason, type TemplateId } from "@/db/enums";
import type { Audience } from "@/server/notifications/schema";
import type { Fact } from "./facts";
import type { Candidate } from "./find";

export interface Check {
  key: string;
  label: string;
  state: "passed" | "deciding" | "not_reached";
  detail: string;
}

interface Rule {
  key: string;
  label: string;
  /** Reasons this check gives. */
  reasons: Reason[];
  detail(candidate: Candidate): string;
  /** False where the notification does not ask. */
  applies(audience: Audience, template: TemplateId): boolean;
}

const always = () => true;

/** In the order in which the freeze checks (audience-sql.ts). */
const rules: Rule[] = [
  {
    key: "registered",
    label: "Registered",
    reasons: [],
    detail: (c) => `${c.appName} ${c.appVersion}, installation ${c.installId}`,
    applies: always,
  },
  {
    key: "group",
    label: "In the customer group",
    reasons: ["not_in_group"],
    detail: () => "All customers of the app",
    applies: (audience) => audience.customerGroupId !== null,
  },
  {
    key: "filters",
    label: "Language and time zone",
    reasons: ["language_filter", "time_zone_filter"],
    detail: (c) => `${c.language}, ${c.timeZone ?? "time zone not known"}`,
    applies: (audience) => audience.filters !== null,
  },
  {
    key: "last-active",
    label: "Last active app on the device",
    reasons: ["other_app_more_recent"],
    detail: (c) => `${c.appName} was used ${c.lastActiveAt.toISOString().slice(0, 10)}`,
    applies: (audience) => audience.mode === "multiple" && audience.reach === "last_active",
  },
  {
    key: "version",
    label: "Below the latest version",
    reasons: ["up_to_date"],
    detail: (c) => `Has ${c.appVersion}; the latest is ${c.latestVersion ?? "not known"}`,
    applies: (_, template) => template === "update",
  },
  {
    key: "supported",
    label: "Can be shown on the device",
    reasons: ["not_supported"],
    detail: (c) => (c.provider === "wns" ? "Windows" : "Tiles are shown on Windows only"),
    applies: (_, template) => templateById(template).kind === "tile",
  },
  {
    key: "credentials",
    label: "Credentials for its push service",
    reasons: ["no_credentials"],
    detail: (c) => providerTitles[c.provider],
    applies: () => false,
  },
  {
    key: "channel",
    label: "Channel alive",
    reasons: ["channel_gone"],
    detail: (c) =>
      c.status === "live"
        ? "Alive"
        : `Gone${c.goneAt ? ` since ${c.goneAt.toISOString().slice(0, 10)}` : ""}: ${c.goneReason ?? "reason not known"}`,
    applies: always,
  },
  {
    key: "opt-in",
    label: "Opted in",
    reasons: ["opted_out"],
    detail: (c) => (c.isOptedOut ? "Opted out in the app" : "Has not opted out in the app"),
    applies: always,
  },
  {
    key: "eligible",
    label: "Eligible for notifications",
    // Age is never told: both read the same.
    reasons: ["under_age", "no_account"],
    detail: () => "",
    applies: always,
  },
  {
    key: "frequency-cap",
    label: "Frequency cap",
    reasons: ["frequency_cap"],
    detail: () => "",
    applies: () => false,
  },
  {
    key: "hold-out",
    label: "Hold-out",
    reasons: ["hold_out"],
    detail: () => "",
    applies: () => false,
  },
];

/** Every check of this notification with how it went; the one that gave the reason is deciding. */
export function checksOf(input: {
  candidate: Candidate;
  reason: Reason;
  audience: Audience;
  template: TemplateId;
  fact: Fact | undefined;
}): Check[] {
  const { candidate, reason, fact } = input;
  const asked = rules.filter(
    (rule) => rule.applies(input.audience, input.template) || rule.reasons.includes(reason),
  );
  const decidedAt = asked.findIndex((rule) => rule.reasons.includes(reason));
  const checks = asked.map(
    (rule, at): Check => ({
      key: rule.key,
      label: rule.label,
      state:
        decidedAt < 0 || at < decidedAt ? "passed" : at === decidedAt ? "deciding" : "not_reached",
      detail: decidedAt >= 0 && at > decidedAt ? "" : rule.detail(candidate),
    }),
  );
  return [...checks, sendingCheck(fact, decidedAt >= 0)];
}

function sendingCheck(fact: Fact | undefined, isDecided: boolean): Check {
  const base = { key: "sent", label: "Accepted by the push service" };
  if (isDecided || !fact || fact.kind !== "delivered") {
    return { ...base, state: "not_reached", detail: "" };
  }
  const tries = fact.attempts === 1 ? "asked once" : `asked ${fact.attempts} times`;
  const status = fact.providerStatus > 0 ? `answer ${fact.providerStatus}` : "no answer";
  return {
    ...base,
    state: fact.status === "sent" ? "passed" : "deciding",
    detail: fact.status === "skipped" ? "Not asked" : `${status}, ${tries}`,
  };
}
