import { emptySchedule } from "@/server/notifications/schema";

/** One call of each kind that works as it is written, and what it is answered. A test holds them to the schemas. */
export interface RouteExample {
  params?: Readonly<Record<string, string>>;
  body?: unknown;
  /** By status. */
  answers?: Readonly<Record<string, unknown>>;
}

const at = "2026-11-23T09:30:00.000Z";
const installId = "3f0c8a6e-6f0e-4a39-9c53-0b9d6e3a1f11";
const launchToken = "Wm9uZSBvZiBhbGwgdGhlIGxhdW5jaCB0b2s";

const registration = {
  channel: { type: "wns", uri: "https://db3.notify.windows.com/?token=AwYAAAB%2bzQ%3d" },
  language: "de-AT",
  timeZone: "Europe/Vienna",
  market: "AT",
  appVersion: "5.2.0.0",
  userId: "player-1841",
};
const registered = { registrationId: 40_112, changed: true, timeZone: "Europe/Vienna" };

const notification = {
  id: 412,
  name: "Evening puzzle",
  kind: "toast",
  template: "blank-toast",
  status: "draft",
  revision: 1,
  audience: { mode: "single", appIds: [1], reach: "all", customerGroupId: null, filters: null },
  schedule: emptySchedule,
  content: {
    defaultLanguage: "en-US",
    document:
      '<toast><visual><binding template="ToastGeneric"><text>A new puzzle</text></binding></visual></toast>',
    translations: {},
    trackLaunches: true,
  },
  semantics: "at_most_once",
  holdOutPercent: 0,
  isTracked: true,
  sendAt: null,
  expiresAt: null,
  startedAt: null,
  finishedAt: null,
  cancelledAt: null,
  pauseReason: null,
  population: null,
  recipients: null,
  createdAt: at,
  createdBy: "Release pipeline",
  updatedAt: at,
  updatedBy: "Release pipeline",
};
const scheduled = { ...notification, status: "scheduled", revision: 2, sendAt: at };

const counts = {
  sent: 96,
  channelExpired: 2,
  failed: 1,
  unknown: 1,
  skipped: 0,
  launches: 12,
  launchesOfUnknown: 0,
};
const statistics = {
  id: 412,
  isTracked: true,
  population: 110,
  frozen: 100,
  ...counts,
  sending: 0,
  deliveryRate: 0.96,
  launchRate: 0.125,
  ledger: [{ reason: "opted_out", count: 10, stage: "freeze" }],
  failures: [
    {
      status: "channel_expired",
      reason: "provider_channel_expired",
      providerStatus: 410,
      count: 2,
    },
  ],
  byMarket: [{ key: "AT", ...counts }],
  byLanguage: [{ key: "de", ...counts }],
  byVersion: [{ key: "5.2.0.0", ...counts }],
  byProvider: [{ key: "wns", ...counts }],
  states: {
    toast_shown: 96,
    toast_activated: 12,
    toast_dismissed: 30,
    toast_timed_out: 54,
    toast_failed: 0,
    action_center_shown: 54,
    action_center_activated: 0,
    action_center_dismissed: 20,
    action_center_timed_out: 0,
    action_center_failed: 0,
  },
  launchesByHour: [{ hour: "2026-11-23T09:00:00.000Z", count: 12 }],
};

const push = {
  recipients: ["anna@contoso.com", "f60ccf6f-7579-4f92-967c-2920473c966b", "judges@contoso.com"],
  message: "A new case was assigned to you.",
  openApp: true,
  params: { CaseID: 42 },
};
const accepted = {
  id: "psh_9Kd3TzQwX0",
  connectionId: "con_8fQ2LkVt4a",
  createdAt: at,
  people: 42,
  devices: 57,
  notFound: ["judges@contoso.com"],
};
const result = {
  id: accepted.id,
  connectionId: accepted.connectionId,
  state: "done",
  stateReason: null,
  createdAt: at,
  finishedAt: "2026-11-23T09:30:00.412Z",
  totals: {
    people: 1,
    devices: 2,
    sent: 1,
    sentDevices: 2,
    sending: 0,
    skipped: 0,
    failed: 0,
    unknown: 0,
    notFound: 1,
  },
  recipients: [
    {
      recipient: "anna@contoso.com",
      kind: "person",
      name: "Anna Lind",
      outcome: "sent",
      people: 1,
      devices: 2,
      breakdown: [{ outcome: "sent", people: 1, devices: 2 }],
    },
    {
      recipient: "judges@contoso.com",
      kind: "unknown",
      name: null,
      outcome: "not_found",
      people: 0,
      devices: 0,
      breakdown: [],
    },
  ],
};

const customer = { externalId: "player-1841" };

export const connectorExamples = { push, accepted, result };

/** By method and path. */
export const examples: Readonly<Record<string, RouteExample>> = {
  "PUT /registrations/{installId}": {
    params: { installId },
    body: registration,
    answers: {
      200: { ...registered, changed: false },
      201: { ...registered, registrationSecret: "rs_8rU0l2m4tq9XvB5cN7yK1w" },
    },
  },
  "DELETE /registrations/{installId}": { params: { installId } },
  "GET /web-push-key": {
    answers: {
      200: {
        publicKey:
          "BOb49_qplhabZYrcveP8Xl1Yw_US_yl6aC62FhpZgHBpXTHPwXaJRw4k6ei5aJPBpLu-V_xtZO3Nt-7DEtGxiP4",
      },
    },
  },
  "POST /launches": { body: { token: launchToken, activationType: "foreground" } },
  "POST /interactions": {
    body: { interactions: [{ token: launchToken, surface: "toast", action: "dismissed", at }] },
  },
  "GET /notifications": {
    answers: {
      200: {
        notifications: [
          {
            id: 412,
            name: "Evening puzzle",
            kind: "toast",
            template: "blank-toast",
            status: "completed",
            apps: [{ id: 1, name: "Contoso Chess" }],
            sendAt: at,
            finishedAt: "2026-11-23T09:31:12.000Z",
            recipients: 100,
            deliveryRate: 0.96,
            launchRate: 0.125,
            updatedAt: at,
          },
        ],
        total: 1,
      },
    },
  },
  "POST /notifications": {
    body: { template: "blank-toast", appId: 1, name: "Evening puzzle" },
    answers: { 201: notification },
  },
  "GET /notifications/{id}": { params: { id: "412" }, answers: { 200: notification } },
  "PATCH /notifications/{id}": {
    params: { id: "412" },
    body: { revision: 1, name: "Evening puzzle, second try" },
    answers: { 200: { ...notification, revision: 2, name: "Evening puzzle, second try" } },
  },
  "POST /notifications/{id}/send": {
    params: { id: "412" },
    body: { revision: 1 },
    answers: { 202: scheduled },
  },
  "POST /notifications/{id}/cancel": {
    params: { id: "412" },
    body: {},
    answers: { 200: { ...scheduled, status: "cancelled", cancelledAt: at } },
  },
  "GET /notifications/{id}/statistics": { params: { id: "412" }, answers: { 200: statistics } },
  "GET /notifications/{id}/deliveries": { params: { id: "412" } },
  "POST /customers/import": {
    answers: {
      200: {
        received: 2,
        imported: 1,
        failed: 1,
        errors: [{ line: 2, message: "rating: Use 1 to 5." }],
        lastLine: 2,
      },
    },
  },
  "POST /customers/{externalId}/purchases": {
    params: customer,
    body: { appId: 1, amountCents: 499, isAddOn: true, at },
  },
  "POST /customers/{externalId}/ratings": { params: customer, body: { appId: 1, stars: 5 } },
  "POST /customers/{externalId}/acquisitions": { params: customer, body: { appId: 1, at } },
  "POST /customers/{externalId}/usage": {
    params: customer,
    body: { appId: 1, at, sessions30d: 14, minutes30d: 220 },
  },
  "GET /customers/{externalId}": { params: customer },
  "DELETE /customers/{externalId}": { params: customer },
  "POST /connections/{id}/send-push-notification": {
    params: { id: accepted.connectionId },
    body: push,
    answers: { 202: accepted },
  },
  "GET /pushes/{id}": { params: { id: accepted.id }, answers: { 200: result } },
  "POST /flows/{id}/trigger": {
    params: { id: "flw_1_3TqLm8aXb2C4d6E8" },
    body: { id: 42, region: "EU", owner: "anna@contoso.com" },
    answers: { 202: { runId: 946, duplicate: false } },
  },
};
