/** Values that rows hold and that the browser may know. No ORM here: components import this file. */

export const roles = ["owner", "manager", "marketer", "analyst"] as const;
export type Role = (typeof roles)[number];

export const notificationKinds = ["toast", "tile"] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** P-26, in the order of the seed. */
export const templateIds = [
  "blank-toast",
  "blank-tile",
  "rate",
  "feedback",
  "cross-promote",
  "sale",
  "update",
] as const;
export type TemplateId = (typeof templateIds)[number];

export const notificationStatuses = [
  "draft",
  "scheduled",
  "sending",
  "paused",
  "completed",
  "cancelled",
] as const;
export type NotificationStatus = (typeof notificationStatuses)[number];

export const providerNames = ["wns", "webpush", "fcm", "apns"] as const;
export type ProviderName = (typeof providerNames)[number];

/** As people know them; names are names in every language. */
export const providerTitles: Record<ProviderName, string> = {
  wns: "WNS",
  webpush: "Web Push",
  fcm: "FCM",
  apns: "APNs",
};

export const registrationStatuses = ["live", "gone"] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export const deviceTypes = ["pc", "phone", "console", "iot", "holographic", "unknown"] as const;
export type DeviceType = (typeof deviceTypes)[number];

/** S-01 */
export const groupKinds = ["segment", "known_users"] as const;
export type GroupKind = (typeof groupKinds)[number];

export const sliceStatuses = ["pending", "running", "done"] as const;
export type SliceStatus = (typeof sliceStatuses)[number];

/** A push to one's own device: asked exactly once, whatever comes of it. */
export const testStatuses = ["waiting", "asking", "answered"] as const;
export type TestStatus = (typeof testStatuses)[number];

export const deliverySemantics = ["at_most_once", "at_least_once"] as const;
export type DeliverySemantics = (typeof deliverySemantics)[number];

/** Translators that an owner sets up; built-in phrases and memory are always there. */
export const translatorNames = ["local", "azure", "libretranslate"] as const;
export type TranslatorName = (typeof translatorNames)[number];

/** quota: the translator's own limit is used up; it is asked again after a while. */
export const translatorStates = ["untested", "accepted", "refused", "quota"] as const;
export type TranslatorState = (typeof translatorStates)[number];

export const credentialStates = ["untested", "accepted", "refused"] as const;
export type CredentialState = (typeof credentialStates)[number];

/**
 * What became of one notification for one registration, as stored (smallint).
 * sent … unknown are the seed's statuses (P-66 to P-72); skipped is for those who fell out after the
 * freeze and so moved from the frozen count to a reason. "Sending" is never stored: frozen − recorded.
 */
export const deliveryStatusCodes = {
  sent: 1,
  channel_expired: 2,
  failed: 3,
  unknown: 4,
  skipped: 5,
} as const;
export type DeliveryStatus = keyof typeof deliveryStatusCodes;

/** Where a customer saw a notification: as a toast, or later in Action Center. */
export const surfaces = ["toast", "action_center"] as const;
export type Surface = (typeof surfaces)[number];

/** What a customer, or Windows for lack of one, did with it there (P-76). */
export const interactionActions = [
  "shown",
  "activated",
  "dismissed",
  "timed_out",
  "failed",
] as const;
export type InteractionAction = (typeof interactionActions)[number];

/** Rollup metrics share the status column with deliveries: above 100 are what customers did. */
export const metricCodes = {
  launched: 101,
  toast_shown: 111,
  toast_activated: 112,
  toast_dismissed: 113,
  toast_timed_out: 114,
  toast_failed: 115,
  action_center_shown: 121,
  action_center_activated: 122,
  action_center_dismissed: 123,
  action_center_timed_out: 124,
  action_center_failed: 125,
} as const;
export type Metric = keyof typeof metricCodes;

/**
 * The one reason of a delivery that was not sent, or of a candidate that was not frozen (smallint).
 * 1–99: why nobody asked the provider. 100 and up: what the provider answered.
 */
export const reasonCodes = {
  none: 0,
  not_in_group: 1,
  language_filter: 2,
  time_zone_filter: 3,
  other_app_more_recent: 4,
  up_to_date: 5,
  channel_gone: 6,
  opted_out: 7,
  under_age: 8,
  frequency_cap: 9,
  hold_out: 10,
  no_credentials: 11,
  expired: 12,
  cancelled: 13,
  zone_passed: 14,
  payload_too_big: 15,
  worker_stopped: 16,
  no_account: 17,
  not_supported: 18,
  provider_channel_expired: 100,
  provider_channel_unknown: 101,
  provider_dropped: 102,
  provider_channel_throttled: 103,
  provider_bad_request: 104,
  provider_unauthorized: 105,
  provider_wrong_app: 106,
  provider_method: 107,
  provider_throttled: 108,
  provider_domain_blocked: 109,
  provider_too_large: 110,
  provider_error: 111,
  provider_unavailable: 112,
  no_answer: 113,
  connection_refused: 114,
  channel_host_refused: 115,
  provider_unexpected: 116,
  fcm_unregistered: 120,
  fcm_token_unknown: 121,
  fcm_argument: 122,
  fcm_sender_mismatch: 123,
  fcm_quota: 124,
  fcm_third_party_auth: 125,
  fcm_permission: 126,
  fcm_not_found: 127,
  apns_unregistered: 150,
  apns_token_expired: 151,
  apns_token_unknown: 152,
  apns_wrong_topic: 153,
  apns_topic_refused: 154,
  apns_key_refused: 155,
  apns_environment: 156,
  apns_bad_request: 157,
  apns_device_throttled: 158,
  apns_token_updates: 159,
  apns_shutdown: 160,
  channel_keys_refused: 117,
} as const;
export type Reason = keyof typeof reasonCodes;

/** Why a candidate is not frozen, in the order in which audience-sql.ts asks: the first that applies counts. */
export const audienceReasons = [
  "not_in_group",
  "language_filter",
  "time_zone_filter",
  "other_app_more_recent",
  "up_to_date",
  "not_supported",
  "no_credentials",
  "channel_gone",
  "opted_out",
  "under_age",
  "no_account",
  "zone_passed",
  "expired",
  "frequency_cap",
  "hold_out",
] as const satisfies readonly Reason[];

const reasonByCode = new Map<number, Reason>(
  Object.entries(reasonCodes).map(([name, code]) => [code, name as Reason]),
);
const statusByCode = new Map<number, DeliveryStatus>(
  Object.entries(deliveryStatusCodes).map(([name, code]) => [code, name as DeliveryStatus]),
);

export function reasonOf(code: number): Reason {
  return reasonByCode.get(code) ?? "none";
}

export function deliveryStatusOf(code: number): DeliveryStatus {
  return statusByCode.get(code) ?? "unknown";
}

/** Where a person or group of the directory comes from. */
export const directorySources = ["manual", "csv", "entra"] as const;
export type DirectorySource = (typeof directorySources)[number];

/** Who called SendPushNotification. */
export const pushSources = ["api", "console", "flow"] as const;
export type PushSource = (typeof pushSources)[number];

/** notifications.priority of a push of a connection: sent ahead of everything else. */
export const pushPriority = -1;

/** What was decided about a person when SendPushNotification was accepted (smallint). */
export const pushVerdictCodes = {
  send: 0,
  not_entitled: 1,
  opted_out: 2,
  no_channel: 3,
} as const;
export type PushVerdict = keyof typeof pushVerdictCodes;
