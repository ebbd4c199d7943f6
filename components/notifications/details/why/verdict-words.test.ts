import { expect, test } from "vitest";
import { formatInstant } from "@/components/ui/format";
import { type One, sentenceOf, titleOf } from "./verdict-words";

const format = { exact: (at: Date) => formatInstant(at, "UTC", true) } as Parameters<
  typeof sentenceOf
>[1];
const at = new Date("2026-11-20T14:30:04Z");

const one = (part: Partial<One>): One => ({
  ...{
    registrationId: 1,
    customerId: 1,
    appName: "Contoso Chess",
    installId: "i",
    deviceType: "pc",
  },
  ...{ provider: "wns", verdict: "sent", reason: "none", at, launchedAt: null, language: "en-US" },
  ...{ providerStatus: 200, attempts: 1, earlier: [], checks: [] },
  ...part,
});

test.each<[string, string, Partial<One>]>([
  ["Sent", "Sent 20 Nov 2026, 14:30:04 UTC in English (United States). Not opened.", {}],
  [
    "Failed",
    "WNS failed while it worked on the request. Asked 5 times, the last time 20 Nov 2026, 14:30:04 UTC.",
    { verdict: "failed", reason: "provider_error", attempts: 5 },
  ],
  [
    "Channel expiration failure",
    "WNS knows no such channel. The device gets a new one with the next app start. Asked 20 Nov 2026, 14:30:04 UTC.",
    { verdict: "channel_expired", reason: "provider_channel_unknown" },
  ],
  [
    "Waiting to be sent",
    "Its turn came 20 Nov 2026, 14:30:04 UTC. It is sent as soon as it can be.",
    { verdict: "queued", at, attempts: 0 },
  ],
  [
    "Waiting to be sent",
    "Its turn is 20 Nov 2096, 14:30:00 UTC.",
    { verdict: "queued", at: new Date("2096-11-20T14:30:00Z"), attempts: 0 },
  ],
  [
    "Waiting to be sent",
    "Asked 2 times: the push service could not take it yet. The next try is 20 Nov 2026, 14:30:04 UTC.",
    { verdict: "queued", attempts: 2 },
  ],
  [
    "Waiting: the notification is paused",
    "It is sent once somebody resumes the notification.",
    { verdict: "paused" },
  ],
  [
    "Would not get it: expired before its turn",
    "It expires before this device’s turn comes.",
    { verdict: "would_hold_back", reason: "expired", at: null },
  ],
  [
    "Not sent: expired before its turn",
    "It expired before its turn came. Decided when its turn came, 20 Nov 2026, 14:30:04 UTC.",
    { verdict: "held_back", reason: "expired" },
  ],
  [
    "Not sent: cancelled before its turn",
    "The notification was cancelled before its turn came.",
    { verdict: "held_back", reason: "cancelled", at: null },
  ],
])("%s: %s", (title, sentence, part) => {
  expect(titleOf(one(part))).toBe(title);
  expect(sentenceOf(one(part), format)).toBe(sentence);
});
