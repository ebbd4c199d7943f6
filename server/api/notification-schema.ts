import { z } from "zod";
import {
  deliverySemantics,
  interactionActions,
  notificationKinds,
  notificationStatuses,
  surfaces,
  templateIds,
} from "@/db/enums";
import { listInput, listSorts, listTabs } from "@/server/notifications/list/schema";
import {
  audienceSchema,
  contentSchema,
  createInput,
  draftSchema,
  scheduleSchema,
} from "@/server/notifications/schema";

/** What the public API takes and gives for notifications, made of the wizard's own schemas. */

const instant = z.iso.datetime().nullable();

const { audience, schedule, content, semantics, holdOutPercent } = draftSchema.shape;

/** A template, and any part of the draft it becomes. */
export const createBody = z.strictObject({
  ...createInput.shape,
  ...z.object({ audience, schedule, content, semantics, holdOutPercent }).partial().shape,
});

/** Any part of a draft, from the revision that was read. */
export const updateBody = z.strictObject({
  revision: z.number().int().positive(),
  ...draftSchema.partial().shape,
});

export const sendBody = z.strictObject({
  revision: z.number().int().positive().optional().meta({
    description: "The revision that was looked at; a later one is not sent. Left out: the newest.",
  }),
});

export const cancelBody = z.strictObject({});

export const listQuery = z.strictObject({
  tab: z.enum(listTabs).default("all"),
  q: z.string().trim().max(120).default(""),
  appId: z.coerce.number().int().positive().optional(),
  kind: z.enum(notificationKinds).optional(),
  sort: z.enum(listSorts).default("-sendTime"),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().pipe(listInput.shape.size.unwrap()).default(10),
});

export const notificationAnswer = z.strictObject({
  id: z.number().int(),
  name: z.string(),
  kind: z.enum(notificationKinds),
  template: z.enum(templateIds),
  status: z.enum(notificationStatuses),
  revision: z.number().int(),
  audience: audienceSchema,
  schedule: scheduleSchema,
  content: contentSchema,
  semantics: z.enum(deliverySemantics),
  holdOutPercent: z.number().int(),
  isTracked: z.boolean(),
  sendAt: instant,
  expiresAt: instant,
  startedAt: instant,
  finishedAt: instant,
  cancelledAt: instant,
  pauseReason: z.string().nullable(),
  population: z.number().int().nullable(),
  recipients: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});

const rate = z.number().min(0).max(1).nullable();

export const listAnswer = z.strictObject({
  notifications: z.array(
    z.strictObject({
      id: z.number().int(),
      name: z.string(),
      kind: z.enum(notificationKinds),
      template: z.enum(templateIds),
      status: z.enum(notificationStatuses),
      apps: z.array(z.strictObject({ id: z.number().int(), name: z.string() })),
      sendAt: instant,
      finishedAt: instant,
      recipients: z.number().int().nullable(),
      deliveryRate: rate,
      launchRate: rate,
      updatedAt: z.iso.datetime(),
    }),
  ),
  total: z.number().int(),
});

const count = z.number().int().min(0);
const counts = {
  sent: count,
  channelExpired: count,
  failed: count,
  unknown: count,
  skipped: count,
  launches: count,
  launchesOfUnknown: count,
};
const breakdown = z.array(z.strictObject({ key: z.string(), ...counts }));

/** What customers did: "toast_activated", "action_center_dismissed" … */
const interactionMetrics = surfaces.flatMap((surface) =>
  interactionActions.map((action) => `${surface}_${action}` as const),
);

export const statisticsAnswer = z.strictObject({
  id: z.number().int(),
  isTracked: z.boolean(),
  population: count.nullable(),
  frozen: count.nullable(),
  ...counts,
  sending: count,
  deliveryRate: rate,
  launchRate: rate,
  ledger: z.array(z.strictObject({ reason: z.string(), count, stage: z.enum(["freeze", "send"]) })),
  failures: z.array(
    z.strictObject({
      status: z.enum(["failed", "channel_expired", "unknown"]),
      reason: z.string(),
      providerStatus: z.number().int(),
      count,
    }),
  ),
  byMarket: breakdown,
  byLanguage: breakdown,
  byVersion: breakdown,
  byProvider: breakdown,
  states: z.record(z.enum(interactionMetrics), count),
  launchesByHour: z.array(z.strictObject({ hour: z.iso.datetime(), count })),
});
