import { z } from "zod";
import { languageTagSchema } from "@/content/notification-content";
import { contentSchema } from "@/server/notifications/schema";

const id = z.number().int().positive();

/** My devices, or the one with this installation ID. */
export const testDevicesInput = z.strictObject({
  appId: id,
  installId: z.string().trim().max(200).default(""),
});

/** The content as it is on the screen, saved or not. */
export const testPushInput = z.strictObject({
  appId: id,
  registrationId: id,
  kind: z.enum(["toast", "tile"]),
  language: languageTagSchema,
  content: contentSchema,
});

export const testPushIdInput = z.strictObject({ id });

/** Nobody needs more to try something out; a loop would. */
export const testsPerMinute = 20;
