import { pushInput } from "@/server/connector/schema";
import { sendPush } from "@/server/connector/send/send";
import { AppError } from "@/server/errors";
import type { SendPush } from "./sender";

/** A flow calls SendPushNotification as everybody does, with the same limits, inside the transaction of its run. */
export const sendFromFlow: SendPush = (ctx, { connectionId, push }) => {
  const parsed = pushInput.safeParse(push);
  if (!parsed.success) {
    throw new AppError("unprocessable", parsed.error.issues[0]?.message ?? "Nothing to send.");
  }
  return sendPush(ctx, { connectionId, source: "flow", push: parsed.data });
};
