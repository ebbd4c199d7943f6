import { z } from "zod";
import type { Context } from "@/server/context";
import { importStream } from "@/server/customers/import/import";
import {
  noteAcquisition,
  notePurchase,
  noteRating,
  noteUsage,
} from "@/server/customers/people/events";
import { exportPerson, removePerson } from "@/server/customers/people/person";
import {
  acquisitionBody,
  externalIdSchema,
  purchaseBody,
  ratingBody,
  usageBody,
} from "@/server/customers/schema";
import { AppError } from "@/server/errors";
import { startByPurchase } from "@/server/flows/triggers/purchase";
import { type KeyRoute, keyRoute } from "../route";

const person = {
  externalId: externalIdSchema.meta({ description: "What your own systems call this customer." }),
};
const noted = { 204: { description: "Noted." } };

const importQuery = z.strictObject({
  appId: z.coerce.number().int().positive(),
  fromLine: z.coerce.number().int().positive().default(1).meta({
    description: "Goes on with this line; the lines before were imported by a call that broke.",
  }),
});

const importAnswer = z.strictObject({
  received: z.number().int(),
  imported: z.number().int(),
  failed: z.number().int(),
  errors: z.array(z.strictObject({ line: z.number().int(), message: z.string() })),
  lastLine: z.number().int(),
});

const formats = new Map([
  ["application/x-ndjson", "ndjson"],
  ["text/csv", "csv"],
] as const);

/** Customers in, one by one or as a stream, and out again. */
export const customerRoutes: KeyRoute[] = [
  keyRoute(
    {
      method: "POST",
      path: "/customers/import",
      summary: "Import customers of an app",
      description:
        "One customer a line, found by externalId; what a line leaves out stays as it is. A refused line is named and the rest comes in.",
      tag: "Customers",
      scope: "customers:write",
      params: {},
      query: importQuery,
      streams: [...formats.keys()],
      answers: {
        200: { description: "What came of it; at most 1,000 errors.", schema: importAnswer },
      },
    },
    async (ctx, { query, stream }) => {
      const format = formats.get(stream?.type as "text/csv");
      if (!stream || !format) throw new AppError("invalid", "Send a body.");
      const { body } = stream;
      return { status: 200, body: await importStream(ctx, { ...query, format, body }) };
    },
  ),
  eventRoute("purchases", "A purchase", purchaseBody, notePurchaseAndStart),
  eventRoute("ratings", "A rating", ratingBody, noteRating),
  eventRoute("acquisitions", "An acquisition of the app", acquisitionBody, noteAcquisition),
  eventRoute("usage", "Use of the app", usageBody, noteUsage),
  keyRoute(
    {
      method: "GET",
      path: "/customers/{externalId}",
      summary: "Export everything that is kept of a customer",
      tag: "Customers",
      scope: "customers:read",
      params: person,
      answers: {
        200: { description: "Attributes, installations, devices, deliveries, launches." },
      },
    },
    async (ctx, { params }) => ({ status: 200, body: await exportPerson(ctx, params) }),
  ),
  keyRoute(
    {
      method: "DELETE",
      path: "/customers/{externalId}",
      summary: "Remove a customer everywhere",
      description: "Installations stay as numbers without a person and are never sent to again.",
      tag: "Customers",
      scope: "customers:write",
      params: person,
      answers: { 204: { description: "Removed." } },
    },
    async (ctx, { params }) => {
      await removePerson(ctx, params);
      return { status: 204 };
    },
  ),
];

/** The purchase and the flows that wait for it: both or neither. */
async function notePurchaseAndStart(
  ctx: Context,
  purchase: z.output<typeof purchaseBody> & { externalId: string },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    await notePurchase(inner, purchase);
    await startByPurchase(inner, purchase);
  });
}

/** One thing that happened to one customer; a customer nobody knows is made. */
function eventRoute<B extends z.ZodObject>(
  name: string,
  what: string,
  body: B,
  note: (ctx: Context, event: z.output<B> & { externalId: string }) => Promise<void>,
): KeyRoute {
  return keyRoute(
    {
      method: "POST",
      path: `/customers/{externalId}/${name}`,
      summary: `${what} of one customer`,
      tag: "Customers",
      scope: "customers:write",
      params: person,
      body,
      isIdempotent: true,
      answers: noted,
    },
    async (ctx, { params, body: event }) => {
      await note(ctx, { ...(event as z.output<B>), externalId: params.externalId });
      return { status: 204 };
    },
  );
}
