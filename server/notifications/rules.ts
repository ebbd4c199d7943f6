import { translationGaps } from "@/content/translation/gaps";
import type { NotificationKind, TemplateId } from "@/db/enums";
import { checkContent } from "./content-rules";
import {
  expiresAtOf,
  firstSendAt,
  hasPassedSomewhere,
  lastSendAt,
  type QuietHours,
  utcDateTime,
  utcInstant,
  utcTime,
} from "./schedule-times";
import { type Draft, nameSchema, type Schedule, type WizardStep } from "./schema";

/**
 * Every rule between a draft and Send (portal.md H), one function for the form, the review and the command.
 * Pure: what the database knows comes in as facts.
 */

const hour = 3_600_000;

export interface DraftProblem {
  code: string;
  /** Path of the field as the form names it. */
  field: string;
  step: WizardStep;
  message: string;
}

export interface DraftCheck {
  /** Send is refused while there is one. */
  errors: DraftProblem[];
  /** What the author should know and may accept. */
  warnings: DraftProblem[];
}

export interface AppFact {
  id: number;
  name: string;
  /** P-24: at least one device has registered. */
  hasDevices: boolean;
  latestVersion: string | null;
}

export interface GroupFact {
  name: string;
  /** A segment belongs to one app (S-10); known user groups to none. */
  appId: number | null;
  /** Why it may not be used now, as a sentence; null = it may. */
  problem: string | null;
}

export interface DraftFacts {
  kind: NotificationKind;
  template: TemplateId;
  now: Date;
  /** The publisher's apps, all of them or those of the draft. */
  apps: AppFact[];
  /** The draft's group; null when none is chosen or it no longer exists. */
  group: GroupFact | null;
  quietHours: QuietHours | null;
}

export function checkDraft(draft: Draft, facts: DraftFacts): DraftCheck {
  const problem = (step: WizardStep, code: string, field: string, message: string) => ({
    code,
    field,
    step,
    message,
  });
  return {
    errors: [
      ...checkName(draft),
      ...checkApps(draft, facts),
      ...checkGroup(draft, facts),
      ...checkFilters(draft),
      ...checkUpdate(draft, facts),
      ...checkSendTime(draft, facts),
      ...checkExpiry(draft, facts),
      ...checkRepeat(draft),
      ...checkContent(draft.content, facts.kind).map(({ code, field, message }) =>
        problem("content", code, field, message),
      ),
    ],
    warnings: warningsOf(draft, facts),
  };
}

function checkName({ name }: Draft): DraftProblem[] {
  const parsed = nameSchema.safeParse(name);
  if (parsed.success) return [];
  const message = parsed.error.issues[0]?.message ?? "Give the notification a name.";
  return [{ code: "name", field: "name", step: "settings", message }];
}

/** P-24, P-28, H.1 */
function checkApps({ audience }: Draft, facts: DraftFacts): DraftProblem[] {
  const problem = (code: string, message: string): DraftProblem => ({
    code,
    field: "audience.appIds",
    step: "apps",
    message,
  });
  const { mode, appIds } = audience;
  if (appIds.length === 0) return [problem("apps.none", "Choose an app.")];
  if (mode === "single" && appIds.length > 1) {
    return [problem("apps.single", "Choose one app, or switch to Multiple apps.")];
  }
  if (mode === "multiple" && appIds.length < 2) {
    return [problem("apps.multiple", "Choose at least two apps, or switch to Single app.")];
  }
  return appIds.flatMap((id) => {
    const app = facts.apps.find((known) => known.id === id);
    if (!app) return [problem("apps.unknown", "One of the apps no longer exists. Choose again.")];
    if (app.hasDevices) return [];
    return [problem("apps.no-devices", `${app.name} has not registered a device yet.`)];
  });
}

/** P-17, H.1, H.5 */
function checkGroup({ audience }: Draft, facts: DraftFacts): DraftProblem[] {
  const problem = (code: string, message: string): DraftProblem[] => [
    { code, field: "audience.customerGroupId", step: "settings", message },
  ];
  if (audience.customerGroupId === null) return [];
  if (audience.mode === "multiple") {
    return problem("group.multiple", "With several apps there is no customer group.");
  }
  const { group } = facts;
  if (!group) return problem("group.unknown", "This group no longer exists. Choose another.");
  if (group.appId !== null && !audience.appIds.includes(group.appId)) {
    return problem("group.app", `“${group.name}” is a segment of another app. Choose another.`);
  }
  return group.problem === null ? [] : problem("group.inactive", group.problem);
}

/** P-32, H.1 */
function checkFilters({ audience }: Draft): DraftProblem[] {
  const { filters, mode } = audience;
  if (!filters) return [];
  const problem = (code: string, step: WizardStep, message: string): DraftProblem[] => [
    { code, field: "audience.filters", step, message },
  ];
  if (mode === "multiple") {
    return problem("filters.multiple", "apps", "With several apps there is no filter.");
  }
  if (filters.languages.length + filters.timeZones.length > 0) return [];
  const message = "Choose at least one language or time zone, or clear the box.";
  return problem("filters.empty", "filters", message);
}

/** P-61, H.3 */
function checkUpdate({ audience, schedule }: Draft, facts: DraftFacts): DraftProblem[] {
  if (facts.template !== "update") return [];
  const problems: DraftProblem[] = [];
  const add = (step: WizardStep, code: string, field: string, message: string) =>
    problems.push({ code, field, step, message });
  if (audience.mode === "multiple") {
    add("apps", "update.single-app", "audience.appIds", "Prompt for update goes to one app.");
  }
  if (audience.customerGroupId !== null) {
    const message = "Prompt for update has no customer group.";
    add("settings", "update.no-group", "audience.customerGroupId", message);
  }
  if (!schedule.immediately) {
    const message = "Prompt for update has no send time: it is spread over 24 hours from Send.";
    add("settings", "update.no-schedule", "schedule.date", message);
  }
  const app = facts.apps.find((known) => known.id === audience.appIds[0]);
  if (app && !app.latestVersion) {
    const message = `Enter the latest version of ${app.name} first: this goes to everyone below it.`;
    add("apps", "update.version", "audience.appIds", message);
  }
  return problems;
}

/** P-27, H.7 */
function checkSendTime({ schedule }: Draft, { now, template }: DraftFacts): DraftProblem[] {
  if (schedule.immediately || template === "update") return [];
  const problem = (code: string, part: "date" | "time", message: string): DraftProblem[] => [
    { code, field: `schedule.${part}`, step: "settings", message },
  ];
  if (!schedule.date) return problem("send.date", "date", "Choose a date.");
  if (!schedule.time) return problem("send.time", "time", "Choose a time.");
  if (!utcInstant(schedule.date, schedule.time)) {
    return problem("send.date", "date", "This day does not exist. Choose another.");
  }
  const last = lastSendAt({ ...schedule, whenPassed: "skip" }, now);
  if (last && last > now) return [];
  return problem("send.past", "time", `Choose a time after now, ${utcTime(now)}.`);
}

/** P-31, H.6 */
function checkExpiry({ schedule }: Draft, facts: DraftFacts): DraftProblem[] {
  if (schedule.neverExpires) return [];
  const problem = (code: string, part: "Date" | "Time", message: string): DraftProblem[] => [
    { code, field: `schedule.expiry${part}`, step: "settings", message },
  ];
  if (!schedule.expiryDate) return problem("expiry.date", "Date", "Choose a date.");
  if (!schedule.expiryTime) return problem("expiry.time", "Time", "Choose a time.");
  const expiresAt = expiresAtOf(schedule);
  if (!expiresAt) return problem("expiry.date", "Date", "This day does not exist. Choose another.");
  const last = lastTurn(schedule, facts);
  if (!last || expiresAt > last) return [];
  return problem(
    "expiry.before-send",
    "Time",
    `Must be after the last send time, ${utcDateTime(last)}.`,
  );
}

/** P-61: a prompt for update is spread over the day from Send. */
function lastTurn(schedule: Schedule, { template, now, quietHours }: DraftFacts): Date | undefined {
  if (template === "update") return new Date(now.getTime() + 24 * hour);
  return lastSendAt(schedule, now, quietHours);
}

/** Daily, weekly, monthly: from a day on, at a time, until a day not before it. */
function checkRepeat({ schedule }: Draft): DraftProblem[] {
  const { repeat, immediately, date } = schedule;
  if (!repeat) return [];
  const problem = (code: string, field: string, message: string): DraftProblem[] => [
    { code, field, step: "settings", message },
  ];
  if (immediately) {
    return problem(
      "repeat.time",
      "schedule.date",
      "Choose the date and the time of the first one.",
    );
  }
  if (repeat.until === null || date === null || repeat.until >= date) return [];
  return problem("repeat.until", "schedule.repeat.until", "Must not be before the first date.");
}

function warningsOf({ schedule, content }: Draft, facts: DraftFacts): DraftProblem[] {
  const { now } = facts;
  const warnings: DraftProblem[] = translationGaps(content)
    .filter(({ isBlocking }) => !isBlocking)
    .map(({ code, message }) => ({
      code,
      field: "content.translations",
      step: "content",
      message,
    }));
  const last = lastTurn(schedule, facts);
  const first = firstSendAt(schedule, now);
  const expiresAt = expiresAtOf(schedule);
  if (last && expiresAt && expiresAt > last && expiresAt.getTime() - last.getTime() < hour) {
    warnings.push({
      code: "expiry.soon",
      field: "schedule.expiryTime",
      step: "settings",
      message: `It expires ${utcDateTime(expiresAt)}, less than an hour after the last send time. Devices that are off until then never show it.`,
    });
  }
  if (first && hasPassedSomewhere(schedule, now)) {
    warnings.push({
      code: "send.passed-somewhere",
      field: "schedule.time",
      step: "settings",
      message: `${schedule.time} on this day has already passed in some time zones. ${passedWords[schedule.whenPassed]}`,
    });
  }
  return warnings;
}

const passedWords = {
  send_now: "Devices there get it at once.",
  next_day: "Devices there get it a day later.",
  skip: "Devices there don’t get it.",
} as const;
