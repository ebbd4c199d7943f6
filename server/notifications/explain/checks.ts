import { templateById } from "@/content/templates";
import { providerTitles, type Reason, type TemplateId } from "@/db/enums";
import type { Membership } from "@/server/groups/membership";
import type { Audience } from "@/server/notifications/schema";
import type { SendingRules } from "@/server/settings/schema";
import type { Earlier } from "./earlier";
import type { Fact } from "./facts";
import type { Candidate } from "./find";
import type { Timing } from "./timing";

/** Text and instants, one after the other: the reader's zone is the reader's. */
export type Detail = (string | Date)[];

export interface Check {
  key: string;
  label: string;
  state: "passed" | "deciding" | "not_reached";
  detail: Detail;
  /** Of a segment: its conditions and what they looked at; isMet null = it is not told. */
  filters?: ShownCondition[][];
}

export interface ShownCondition {
  text: string;
  isMet: boolean | null;
  value: string | number | Date | null;
}

/** Everything known of one registration and one notification. */
export interface CheckFacts {
  /** As it was when it was decided. */
  candidate: Candidate;
  reason: Reason;
  audience: Audience;
  template: TemplateId;
  fact: Fact | undefined;
  membership: Membership | undefined;
  /** The registration of the same person and device that was used later. */
  newer: { appName: string; lastActiveAt: Date } | undefined;
  timing: Timing | undefined;
  expiresAt: Date | undefined;
  cap: SendingRules["cap"];
  earlier: Earlier[];
  holdOutPercent: number;
}

interface Rule {
  key: string;
  label: string;
  /** Reasons this check gives. */
  reasons: Reason[];
  detail(facts: CheckFacts): Detail;
  /** False where the notification does not ask. */
  applies(facts: CheckFacts): boolean;
}

const always = () => true;

/** In the order in which the freeze checks (audience-sql.ts). */
const rules: Rule[] = [
  {
    key: "registered",
    label: "Registered",
    reasons: [],
    detail: ({ candidate: c }) => [`${c.appName} ${c.appVersion}, since `, c.createdAt],
    applies: always,
  },
  {
    key: "group",
    label: "In the customer group",
    reasons: ["not_in_group"],
    detail: groupDetail,
    applies: ({ audience }) => audience.customerGroupId !== null,
  },
  {
    key: "filters",
    label: "Language and time zone",
    reasons: ["language_filter", "time_zone_filter"],
    detail: ({ candidate, audience }) => filterDetail(candidate, audience),
    applies: ({ audience }) => audience.filters !== null,
  },
  {
    key: "last-active",
    label: "Last active app on the device",
    reasons: ["other_app_more_recent"],
    detail: ({ candidate, reason, newer }) =>
      reason === "other_app_more_recent" && newer
        ? [`${newer.appName} was used later, `, newer.lastActiveAt]
        : [`${candidate.appName} was used `, candidate.lastActiveAt],
    applies: ({ audience }) => audience.mode === "multiple" && audience.reach === "last_active",
  },
  {
    key: "version",
    label: "Below the latest version",
    reasons: ["up_to_date"],
    detail: ({ candidate: c }) => [
      `Has ${c.appVersion}; the latest is ${c.latestVersion ?? "not known"}`,
    ],
    applies: ({ template }) => template === "update",
  },
  {
    key: "supported",
    label: "Can be shown on the device",
    reasons: ["not_supported"],
    detail: ({ candidate: c }) => [
      c.provider === "wns" ? "Windows" : "Tiles are shown on Windows only",
    ],
    applies: ({ template }) => templateById(template).kind === "tile",
  },
  {
    key: "credentials",
    label: "Credentials for its push service",
    reasons: ["no_credentials"],
    detail: ({ candidate: c }) => [providerTitles[c.provider]],
    applies: () => false,
  },
  {
    key: "channel",
    label: "Channel alive",
    reasons: ["channel_gone"],
    detail: ({ candidate: c, reason }) =>
      reason === "channel_gone" ? goneDetail(c) : ["Last renewed ", c.updatedAt],
    applies: always,
  },
  {
    key: "opt-in",
    label: "Opted in",
    reasons: ["opted_out"],
    detail: ({ candidate, reason }) => [optDetail(candidate, reason)],
    applies: always,
  },
  {
    key: "eligible",
    label: "Eligible for notifications",
    // Age is never told: both read the same.
    reasons: ["under_age", "no_account"],
    detail: () => [],
    applies: always,
  },
  {
    key: "local-time",
    label: "Local time ahead",
    reasons: ["zone_passed"],
    detail: ({ timing }) => timingDetail(timing),
    applies: ({ timing }) => timing !== undefined,
  },
  {
    key: "expiry",
    label: "Before it expires",
    reasons: ["expired"],
    detail: ({ expiresAt }) => (expiresAt ? ["Expires ", expiresAt] : []),
    applies: ({ expiresAt }) => expiresAt !== undefined,
  },
  {
    key: "frequency-cap",
    label: "Frequency cap",
    reasons: ["frequency_cap"],
    detail: capDetail,
    applies: ({ cap }) => cap !== null,
  },
  {
    key: "hold-out",
    label: "Hold-out",
    reasons: ["hold_out"],
    detail: ({ holdOutPercent }) => [
      `${holdOutPercent}% of the people are held out, by a hash of person and notification`,
    ],
    applies: ({ holdOutPercent }) => holdOutPercent > 0,
  },
];

function timingDetail(timing: Timing | undefined): Detail {
  if (!timing) return [];
  const { timeZone, wanted, dueAt, local, isQuiet } = timing;
  if (!dueAt) return [`${wanted ?? "The send time"} had passed in ${timeZone}`];
  return [`${timeZone}: due ${local} there, `, dueAt, isQuiet ? ", after quiet hours" : ""];
}

function capDetail({ cap, earlier, reason }: CheckFacts): Detail {
  const most = cap ? `; at most ${cap.count} in ${windowWords(cap.minutes)}` : "";
  if (reason !== "frequency_cap") return [`Had room left${most}`];
  return [
    `Got ${earlier.length === 0 ? "as many as are allowed" : earlier.length} just before${most}`,
  ];
}

/** "24 h", "90 min" */
export function windowWords(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? "24 h" : `${minutes / 1440} days`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

const goneWords: Record<string, string> = {
  unregistered: "The app gave it up",
  superseded: "Another installation took it over",
  retired: "Taken out of use by a person",
  removed: "The person was removed",
};

function goneDetail({ goneAt, goneReason }: Candidate): Detail {
  const words = goneWords[goneReason ?? ""] ?? "The push service declared it gone";
  return goneAt ? [`${words}, `, goneAt] : [words];
}

function optDetail({ isOptedOut, isCustomerOptedOut }: Candidate, reason: Reason): string {
  if (reason !== "opted_out") return "Has not opted out";
  if (isOptedOut) return "Opted out in the app";
  return isCustomerOptedOut ? "Opted out by your own records" : "Had opted out then";
}

function filterDetail({ language, timeZone }: Candidate, { filters }: Audience): Detail {
  const { languages = [], timeZones = [] } = filters ?? {};
  const has = `${language}, ${timeZone ?? "the app’s default time zone"}`;
  const wanted = [languages, timeZones].filter((list) => list.length > 0).map(shortList);
  return [wanted.length === 0 ? has : `${has}; chosen: ${wanted.join(", and ")}`];
}

function shortList(values: string[]): string {
  const shown = values.slice(0, 3).join(" or ");
  return values.length > 3 ? `${shown} or ${values.length - 3} more` : shown;
}

function groupDetail({ membership, candidate, reason }: CheckFacts): Detail {
  const isIn = reason !== "not_in_group";
  if (!membership || membership.kind === "removed") {
    return [isIn ? "It was a member. The group was removed since" : "The group was removed since"];
  }
  const { name } = membership;
  if (candidate.customerId === null) return [`“${name}”. Nobody is signed in on this device`];
  if (membership.kind === "known_users") {
    return [
      `“${name}” ${isIn ? "names" : "does not name"} this address; last changed `,
      membership.changedAt,
    ];
  }
  const { snapshot } = membership;
  if (!snapshot) return [`“${name}” is not computed yet`];
  const rule = `“${name}”, version ${snapshot.ruleVersion} of its rule, computed `;
  return [rule, snapshot.computedAt, ...groupNote(membership, candidate.customerId, isIn)];
}

/** What the conditions alone don't say. */
function groupNote(
  { people }: Extract<Membership, { kind: "segment" }>,
  customerId: number,
  isIn: boolean,
): Detail {
  const person = people.get(customerId);
  if (!person) return [". The app knows nothing of this customer yet"];
  if (isIn) return [];
  // S-14 and S-15 in one sentence: which of them, is not told.
  if (!person.isEligible) return [". Not eligible for notifications"];
  const meetsAll = person.filters.every((filter) => filter.some(({ isMet }) => isMet));
  return meetsAll ? [". Became a member only afterwards"] : [];
}

/** Every check of this notification with how it went; the one that gave the reason is deciding. */
export function checksOf(facts: CheckFacts): Check[] {
  const { reason } = facts;
  if (!facts.fact && reason === "cancelled") return cancelledChecks(facts);
  const isLate = facts.fact?.kind === "not_in_population";
  const asked = rules.filter((rule) => rule.applies(facts) || rule.reasons.includes(reason));
  const decidedAt = isLate ? 0 : asked.findIndex((rule) => rule.reasons.includes(reason));
  const checks = asked.map((rule, at): Check => {
    const isReached = decidedAt < 0 || at <= decidedAt;
    return {
      key: rule.key,
      label: rule.label,
      state: !isReached ? "not_reached" : at === decidedAt ? "deciding" : "passed",
      detail: isReached ? rule.detail(facts) : [],
      ...(isReached && rule.key === "group" ? { filters: filtersOf(facts) } : {}),
    };
  });
  return [...checks, sendingCheck(facts.fact, decidedAt >= 0)];
}

/** Cancelled before the freeze: nobody was looked at. */
function cancelledChecks(facts: CheckFacts): Check[] {
  const asked = rules.filter((rule) => rule.applies(facts));
  return [
    ...asked.map(({ key, label }) => ({ key, label, state: "not_reached" as const, detail: [] })),
    { ...accepted, state: "deciding", detail: ["Not asked"] },
  ];
}

function filtersOf({ membership, candidate }: CheckFacts): ShownCondition[][] | undefined {
  if (membership?.kind !== "segment" || candidate.customerId === null) return undefined;
  const filters = membership.people.get(candidate.customerId)?.filters;
  return filters?.map((filter) =>
    filter.map(({ text, isMet, value, isTold }) => ({ text, isMet: isTold ? isMet : null, value })),
  );
}

const accepted = { key: "sent", label: "Accepted by the push service" };

function sendingCheck(fact: Fact | undefined, isDecided: boolean): Check {
  if (isDecided || !fact || fact.kind !== "delivered") {
    return { ...accepted, state: "not_reached", detail: [] };
  }
  const tries = fact.attempts === 1 ? "asked once" : `asked ${fact.attempts} times`;
  const status = fact.providerStatus > 0 ? `answer ${fact.providerStatus}` : "no answer";
  return {
    ...accepted,
    state: fact.status === "sent" ? "passed" : "deciding",
    detail: [fact.status === "skipped" ? "Not asked" : `${status}, ${tries}`],
  };
}
