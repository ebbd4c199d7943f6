import { z } from "zod";

export const templateName = z
  .string()
  .trim()
  .min(1, "Give the template a name.")
  .max(80, "Use at most 80 characters.");

const id = z.number().int().positive();

/** Its content is what the notification's is now, of a draft or of what was sent. */
export const saveTemplateInput = z.strictObject({ notificationId: id, name: templateName });
export const renameTemplateInput = z.strictObject({ id, name: templateName });
export const templateIdInput = z.strictObject({ id });

export const mostTemplates = 100;
