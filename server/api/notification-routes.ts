import { z } from "zod";
import type { Context } from "@/server/context";
import { exportDeliveries } from "@/server/deliveries/export/deliveries";
import { exportQuery, exportTypes } from "@/server/deliveries/export/schema";
import { streamOfText } from "@/server/deliveries/export/stream";
import { notificationStatistics } from "@/server/deliveries/queries";
import { cancelNotification, scheduleNotification } from "@/server/notifications/commands";
import { createNotification, updateDraft } from "@/server/notifications/drafts";
import { listNotifications } from "@/server/notifications/list/list";
import { type NotificationRecord, requireNotification } from "@/server/notifications/queries";
import {
  cancelBody,
  createBody,
  listAnswer,
  listQuery,
  notificationAnswer,
  sendBody,
  statisticsAnswer,
  updateBody,
} from "./notification-schema";
import { type KeyRoute, keyRoute } from "./route";

const idParam = {
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number)
    .meta({ description: "The notification’s number." }),
};
const one = (description: string) => ({ description, schema: notificationAnswer });

/** The same commands and schemas as the wizard, for a publisher's own programs. */
export const notificationRoutes: KeyRoute[] = [
  keyRoute(
    {
      method: "GET",
      path: "/notifications",
      summary: "List notifications",
      tag: "Notifications",
      scope: "notifications:read",
      params: {},
      query: listQuery,
      answers: { 200: { description: "One page, with how many there are.", schema: listAnswer } },
    },
    async (ctx, { query }) => ({ status: 200, body: await listAnswerOf(ctx, query) }),
  ),
  keyRoute(
    {
      method: "POST",
      path: "/notifications",
      summary: "Make a draft from a template",
      description: "Parts that are left out are as the template has them.",
      tag: "Notifications",
      scope: "notifications:write",
      params: {},
      body: createBody,
      isIdempotent: true,
      answers: { 201: one("The draft.") },
    },
    async (ctx, { body }) => ({ status: 201, body: answerOf(await create(ctx, body)) }),
  ),
  keyRoute(
    {
      method: "GET",
      path: "/notifications/{id}",
      summary: "Read one notification",
      tag: "Notifications",
      scope: "notifications:read",
      params: idParam,
      answers: { 200: one("The notification.") },
    },
    async (ctx, { params }) => ({
      status: 200,
      body: answerOf(await requireNotification(ctx, params.id)),
    }),
  ),
  keyRoute(
    {
      method: "PATCH",
      path: "/notifications/{id}",
      summary: "Change a draft",
      tag: "Notifications",
      scope: "notifications:write",
      params: idParam,
      body: updateBody,
      answers: { 200: one("The changed draft, with its new revision.") },
    },
    async (ctx, { params, body: { revision, ...changes } }) => ({
      status: 200,
      body: answerOf(await updateDraft(ctx, { id: params.id, revision, changes })),
    }),
  ),
  keyRoute(
    {
      method: "POST",
      path: "/notifications/{id}/send",
      summary: "Send a draft, now or when it is scheduled",
      description: "Every rule is checked again; a draft that breaks one is refused with 422.",
      tag: "Notifications",
      scope: "notifications:send",
      params: idParam,
      body: sendBody,
      isBodyOptional: true,
      isIdempotent: true,
      answers: { 202: one("Scheduled; sending starts at sendAt.") },
    },
    async (ctx, { params, body }) => ({
      status: 202,
      body: answerOf(await send(ctx, params.id, body.revision)),
    }),
  ),
  keyRoute(
    {
      method: "POST",
      path: "/notifications/{id}/cancel",
      summary: "Cancel what is not sent yet",
      description: "Devices that have it keep it (P-18).",
      tag: "Notifications",
      scope: "notifications:send",
      params: idParam,
      body: cancelBody,
      isBodyOptional: true,
      isIdempotent: true,
      answers: { 200: one("Cancelled.") },
    },
    async (ctx, { params }) => ({
      status: 200,
      body: answerOf(await cancelNotification(ctx, params)),
    }),
  ),
  keyRoute(
    {
      method: "GET",
      path: "/notifications/{id}/statistics",
      summary: "Read what came of it",
      tag: "Notifications",
      scope: "notifications:read",
      params: idParam,
      answers: {
        200: { description: "Delivery statistics (P-66 to P-73).", schema: statisticsAnswer },
      },
    },
    async (ctx, { params }) => ({ status: 200, body: await notificationStatistics(ctx, params) }),
  ),
  keyRoute(
    {
      method: "GET",
      path: "/notifications/{id}/deliveries",
      summary: "Export what became of each device",
      description:
        "Every delivery, by registration, as CSV (RFC 4180, safe to open in a spreadsheet) or NDJSON, written while it " +
        "is read. Customers by your own id; never a channel or an e-mail. Noted in the audit log.",
      tag: "Notifications",
      scope: "notifications:read",
      params: idParam,
      query: exportQuery,
      answers: { 200: { description: "The file." } },
    },
    async (ctx, { params, query }) => {
      const { format } = query;
      const chunks = await exportDeliveries(ctx, { id: params.id, format });
      return { status: 200, stream: { type: exportTypes[format], body: streamOfText(chunks) } };
    },
  ),
];

function create(ctx: Context, body: z.output<typeof createBody>): Promise<NotificationRecord> {
  const { template, appId, name, ...changes } = body;
  return ctx.db.transaction(async (tx) => {
    const inner: Context = { ...ctx, db: tx };
    const draft = await createNotification(inner, { template, appId, name });
    if (Object.keys(changes).length === 0) return draft;
    return updateDraft(inner, { id: draft.id, revision: draft.revision, changes });
  });
}

async function send(ctx: Context, id: number, revision: number | undefined) {
  const seen = revision ?? (await requireNotification(ctx, id)).revision;
  return scheduleNotification(ctx, { id, revision: seen });
}

async function listAnswerOf(ctx: Context, query: z.output<typeof listQuery>) {
  const { rows, total } = await listNotifications(ctx, query);
  const notifications = rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    template: row.template,
    status: row.status,
    apps: row.apps.map(({ id, name }) => ({ id, name })),
    sendAt: row.sendAt,
    finishedAt: row.finishedAt,
    recipients: row.recipients,
    deliveryRate: row.deliveryRate,
    launchRate: row.launchRate,
    updatedAt: row.updatedAt,
  }));
  return { notifications, total };
}

function answerOf(row: NotificationRecord) {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    template: row.template,
    status: row.status,
    revision: row.revision,
    audience: row.audience,
    schedule: row.schedule,
    content: row.content,
    semantics: row.semantics,
    holdOutPercent: row.holdOutPercent,
    isTracked: row.isTracked,
    sendAt: row.sendAt,
    expiresAt: row.expiresAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    cancelledAt: row.cancelledAt,
    pauseReason: row.pauseReason,
    population: row.population,
    recipients: row.frozenCount,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
  };
}
