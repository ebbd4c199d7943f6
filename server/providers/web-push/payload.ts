import { toWebPayload } from "@/content/native/web-payload";
import type { PushContent, RenderedPayload } from "@/server/providers/provider";

export function renderWebPush(content: PushContent): RenderedPayload | undefined {
  const made = toWebPayload(content);
  return made && { ...made.payload, isUrgent: made.message.isUrgent };
}
