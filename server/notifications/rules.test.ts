import { expect, test } from "vitest";
import { buildTemplate } from "@/content/templates";
import { checkDraft, type DraftFacts } from "./rules";
import type { Audience, Content, Draft, Schedule } from "./schema";

const now = new Date("2026-11-22T14:32:10Z");
const app = { id: 1, name: "Contoso Runner", hasDevices: true, latestVersion: "5.2" };
const other = { id: 2, name: "Contoso Golf", hasDevices: false, latestVersion: null };
const chess = { id: 3, name: "Contoso Chess", hasDevices: true, latestVersion: "2.0" };

const facts: DraftFacts = {
  kind: "toast",
  template: "blank-toast",
  now,
  apps: [app, other, chess],
  group: null,
  quietHours: null,
};

function toast(attributes = "", inner = ""): string {
  return `<toast${attributes}><visual><binding template="ToastGeneric"><text>Hi</text></binding></visual>${inner}</toast>`;
}

const sound: Draft = {
  name: "Winter event",
  audience: {
    mode: "single",
    appIds: [1],
    reach: "last_active",
    customerGroupId: null,
    filters: null,
  },
  schedule: {
    immediately: true,
    date: null,
    time: null,
    zone: "utc",
    whenPassed: "send_now",
    neverExpires: true,
    expiryDate: null,
    expiryTime: null,
    repeat: null,
  },
  content: { defaultLanguage: "en-US", document: toast(), translations: {}, trackLaunches: true },
  semantics: "at_most_once",
  holdOutPercent: 0,
};

const audience = (part: Partial<Audience>): Draft => ({
  ...sound,
  audience: { ...sound.audience, ...part },
});
const schedule = (part: Partial<Schedule>): Draft => ({
  ...sound,
  schedule: { ...sound.schedule, ...part },
});
const content = (part: Partial<Content>): Draft => ({
  ...sound,
  content: { ...sound.content, ...part },
});
const at = (date: string, time: string, zone: "utc" | "local" = "utc"): Partial<Schedule> => ({
  immediately: false,
  date,
  time,
  zone,
});
const expires = (expiryDate: string, expiryTime: string): Partial<Schedule> => ({
  neverExpires: false,
  expiryDate,
  expiryTime,
});
const update: DraftFacts = { ...facts, template: "update" };
const night: DraftFacts = { ...facts, quietHours: { from: "22:00", to: "08:00" } };
const tile: DraftFacts = { ...facts, kind: "tile", template: "blank-tile" };
const tileXml = (text: string, rest = "") =>
  `<tile><visual><binding template="TileMedium"><text>${text}</text></binding></visual>${rest}</tile>`;
const group = (part: Partial<NonNullable<DraftFacts["group"]>>): DraftFacts => ({
  ...facts,
  group: { name: "Adults", appId: 1, problem: null, ...part },
});

test("a sound draft has no problem", () => {
  expect(checkDraft(sound, facts)).toEqual({ errors: [], warnings: [] });
});

type Row = [id: string, field: string, step: string, message: string | RegExp, Draft, DraftFacts?];

const refused: Row[] = [
  ["P-29", "name", "settings", "Give the notification a name.", { ...sound, name: "  " }],
  ["P-28", "audience.appIds", "apps", "Choose an app.", audience({ appIds: [] })],
  ["P-28", "audience.appIds", "apps", /one app/, audience({ appIds: [1, 3] })],
  [
    "P-28",
    "audience.appIds",
    "apps",
    /at least two apps/,
    audience({ mode: "multiple", appIds: [1] }),
  ],
  ["T5", "audience.appIds", "apps", /no longer exists/, audience({ appIds: [9] })],
  [
    "P-24",
    "audience.appIds",
    "apps",
    "Contoso Golf has not registered a device yet.",
    audience({ appIds: [2] }),
  ],
  [
    "H.1, P-17",
    "audience.customerGroupId",
    "settings",
    "With several apps there is no customer group.",
    audience({ mode: "multiple", appIds: [1, 3], customerGroupId: 4 }),
    group({}),
  ],
  [
    "H.1",
    "audience.filters",
    "apps",
    "With several apps there is no filter.",
    audience({ mode: "multiple", appIds: [1, 3], filters: { languages: ["de"], timeZones: [] } }),
  ],
  [
    "P-32",
    "audience.filters",
    "filters",
    "Choose at least one language or time zone, or clear the box.",
    audience({ filters: { languages: [], timeZones: [] } }),
  ],
  [
    "H.5",
    "audience.customerGroupId",
    "settings",
    "This group no longer exists. Choose another.",
    audience({ customerGroupId: 4 }),
  ],
  [
    "H.5",
    "audience.customerGroupId",
    "settings",
    "This group is not active: it is too small to use.",
    audience({ customerGroupId: 4 }),
    group({ problem: "This group is not active: it is too small to use." }),
  ],
  [
    "S-10",
    "audience.customerGroupId",
    "settings",
    /segment of another app/,
    audience({ customerGroupId: 4 }),
    group({ appId: 3 }),
  ],
  [
    "P-61",
    "audience.appIds",
    "apps",
    /goes to one app/,
    audience({ mode: "multiple", appIds: [1, 3] }),
    update,
  ],
  [
    "P-61",
    "audience.customerGroupId",
    "settings",
    /has no customer group/,
    audience({ customerGroupId: 4 }),
    { ...group({}), template: "update" },
  ],
  [
    "P-61",
    "schedule.date",
    "settings",
    /spread over 24 hours from Send/,
    schedule(at("2026-11-27", "09:00")),
    update,
  ],
  [
    "P-61",
    "audience.appIds",
    "apps",
    /Enter the latest version of Contoso Runner/,
    sound,
    { ...update, apps: [{ ...app, latestVersion: null }] },
  ],
  ["P-27", "schedule.date", "settings", "Choose a date.", schedule({ immediately: false })],
  [
    "P-27",
    "schedule.time",
    "settings",
    "Choose a time.",
    schedule({ immediately: false, date: "2026-11-27" }),
  ],
  [
    "P-27",
    "schedule.date",
    "settings",
    "This day does not exist. Choose another.",
    schedule(at("2027-02-30", "09:00")),
  ],
  [
    "P-27",
    "schedule.time",
    "settings",
    "Choose a time after now, 14:32 UTC.",
    schedule(at("2026-11-22", "14:32")),
  ],
  [
    "H.7",
    "schedule.time",
    "settings",
    "Choose a time after now, 14:32 UTC.",
    schedule({ ...at("2026-11-22", "02:32", "local"), whenPassed: "next_day" }),
  ],
  ["P-31", "schedule.expiryDate", "settings", "Choose a date.", schedule({ neverExpires: false })],
  [
    "P-31",
    "schedule.expiryTime",
    "settings",
    "Choose a time.",
    schedule({ neverExpires: false, expiryDate: "2026-11-27" }),
  ],
  [
    "H.6",
    "schedule.expiryTime",
    "settings",
    "Must be after the last send time, 22 Nov 2026, 14:32 UTC.",
    schedule(expires("2026-11-22", "14:32")),
  ],
  [
    "H.6",
    "schedule.expiryTime",
    "settings",
    "Must be after the last send time, 27 Nov 2026, 09:00 UTC.",
    schedule({ ...at("2026-11-27", "09:00"), ...expires("2026-11-27", "09:00") }),
  ],
  [
    "H.6",
    "schedule.expiryTime",
    "settings",
    "Must be after the last send time, 27 Nov 2026, 21:00 UTC.",
    schedule({ ...at("2026-11-27", "09:00", "local"), ...expires("2026-11-27", "20:59") }),
  ],
  [
    "H.6, H.7",
    "schedule.expiryTime",
    "settings",
    "Must be after the last send time, 23 Nov 2026, 14:32 UTC.",
    schedule({
      ...at("2026-11-22", "20:00", "local"),
      ...expires("2026-11-23", "10:00"),
      whenPassed: "next_day",
    }),
  ],
  [
    "H.6, quiet hours",
    "schedule.expiryTime",
    "settings",
    "Must be after the last send time, 28 Nov 2026, 20:00 UTC.",
    schedule({ ...at("2026-11-27", "23:00", "local"), ...expires("2026-11-28", "20:00") }),
    night,
  ],
  [
    "H.6, P-61",
    "schedule.expiryTime",
    "settings",
    "Must be after the last send time, 23 Nov 2026, 14:32 UTC.",
    schedule(expires("2026-11-23", "14:32")),
    update,
  ],
  ["P-37", "content.document", "content", /^Line 1, column/, content({ document: "<toast>" })],
  [
    "P-38",
    "content.document",
    "content",
    "The content is a tile, but this notification is a toast.",
    content({ document: tileXml("Hi") }),
  ],
  [
    "P-48",
    "content.title",
    "content",
    "Write a title.",
    content({ document: toast().replace("Hi", " ") }),
  ],
  [
    "H.4, P-42",
    "content.launch",
    "content",
    /Launch is a URI/,
    content({
      document: toast(` activationType="protocol" launch="page=1"`),
      trackLaunches: false,
    }),
  ],
  [
    "H.4, P-43",
    "content.trackLaunches",
    "content",
    /can’t be tracked with Protocol/,
    content({ document: toast(` activationType="protocol" launch="https://contoso.com"`) }),
  ],
  [
    "P-56, P-62",
    "content.launch",
    "content",
    "Replace {PACKAGE_FAMILY_NAME} in Launch with the package family name of your app.",
    content({ document: buildTemplate("feedback", app).xml, trackLaunches: false }),
  ],
  [
    "P-58, P-62",
    "content.launch",
    "content",
    "Replace {ProductId you want to promote here} in Launch with the Store ID of the app you promote.",
    content({ document: buildTemplate("cross-promote", app).xml, trackLaunches: false }),
  ],
  [
    "P-62",
    "content.launch",
    "content",
    "Replace {level} in Launch before you send.",
    content({ document: toast(` launch="level={level}"`) }),
  ],
  [
    "H.8",
    "content.document",
    "content",
    /^English \(United States\): 5,\d{3} of 5,000 bytes\. Shorten the text/,
    content({ document: toast().replace("Hi", "x".repeat(4_880)) }),
  ],
  [
    "H.10",
    "content.document",
    "content",
    "A tile has no launch, scenario. Remove them.",
    content({
      document: tileXml("Hi").replace("<tile", `<tile launch="a" scenario="alarm"`),
      trackLaunches: false,
    }),
    tile,
  ],
  [
    "H.10",
    "content.document",
    "content",
    /There is no element audio/,
    content({ document: tileXml("Hi", "<audio/>"), trackLaunches: false }),
    tile,
  ],
  [
    "P-45",
    "content.document",
    "content",
    /^Line 1, column \d+: scenario must be one of/,
    content({ document: toast(` scenario="party"`) }),
  ],
  [
    "H.10",
    "content.trackLaunches",
    "content",
    "Launches can’t be tracked for tiles. Clear the box.",
    content({ document: tileXml("Hi") }),
    tile,
  ],
  [
    "P-53",
    "content.document",
    "content",
    "The tile is empty. Write a text or choose an image.",
    content({ document: tileXml(" "), trackLaunches: false }),
    tile,
  ],
];

test.each(refused)(
  "%s: %s is refused in step %s with %s",
  (_id, field, step, message, draft, given) => {
    const { errors } = checkDraft(draft, given ?? facts);
    const found = errors.find((problem) => problem.field === field && problem.step === step);
    if (message instanceof RegExp) expect(found?.message).toMatch(message);
    else expect(found?.message).toBe(message);
    expect(errors).toHaveLength(1);
  },
);

const allowed: [string, Draft, DraftFacts?][] = [
  ["P-17: several apps with registered devices", audience({ mode: "multiple", appIds: [1, 3] })],
  ["H.5: an active group", audience({ customerGroupId: 4 }), group({})],
  [
    "H.5: a known user group, which belongs to no app",
    audience({ customerGroupId: 4 }),
    group({ appId: null }),
  ],
  ["P-32: one filter of two", audience({ filters: { languages: ["de"], timeZones: [] } })],
  ["P-61: Prompt for update of one app with a version", sound, update],
  ["P-27: the next minute", schedule(at("2026-11-22", "14:33"))],
  [
    "H.6: expiry after the last zone",
    schedule({ ...at("2026-11-27", "09:00", "local"), ...expires("2026-11-27", "22:30") }),
  ],
  [
    "H.6: a local time outside the quiet hours is not moved",
    schedule({ ...at("2026-11-27", "21:00", "local"), ...expires("2026-11-28", "09:30") }),
    night,
  ],
  [
    "H.6: quiet hours cost one time for all some devices, which the dry run counts",
    schedule({ ...at("2026-11-27", "23:00"), ...expires("2026-11-28", "00:30") }),
    night,
  ],
  [
    "H.8: 5,000 bytes with the token",
    content({ document: toast().replace("Hi", "x".repeat(4_700)) }),
  ],
  [
    "P-62: braces in a text are data binding",
    content({ document: toast().replace("Hi", "{name}") }),
  ],
  [
    "H.4: Protocol with a URI and tracking off",
    content({
      document: buildTemplate("rate", { ...app, storeId: "9NB" }).xml,
      trackLaunches: false,
    }),
  ],
  ["H.10: a tile", content({ document: tileXml("Hi"), trackLaunches: false }), tile],
];

test.each(allowed)("%s is allowed", (_id, draft, given) => {
  expect(checkDraft(draft, given ?? facts).errors).toEqual([]);
});

test("expiry within an hour of the last send time is a warning, no error", () => {
  const draft = schedule({ ...at("2026-11-27", "09:00"), ...expires("2026-11-27", "09:59") });
  const { errors, warnings } = checkDraft(draft, facts);
  expect([errors.length, warnings.map(({ code }) => code)]).toEqual([0, ["expiry.soon"]]);
});

test("H.7: a local time that has passed in some zones is a warning that says what happens there", () => {
  const draft = schedule({ ...at("2026-11-22", "20:00", "local"), whenPassed: "skip" });
  const [warning] = checkDraft(draft, facts).warnings;
  expect(warning?.message).toBe(
    "20:00 on this day has already passed in some time zones. Devices there don’t get it.",
  );
});
