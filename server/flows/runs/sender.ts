import type { Context } from "@/server/context";

/** The one deed of a flow. */
export interface FlowPush {
  connectionId: string;
  push: {
    recipients: string[];
    message: string;
    openApp: boolean;
    params: Record<string, string>;
  };
}

export interface FlowPushAccepted {
  id: string;
  people: number;
  devices: number;
  notFound: string[];
}

/** SendPushNotification inside the caller's transaction; an AppError refuses. */
export type SendPush = (ctx: Context, request: FlowPush) => Promise<FlowPushAccepted>;
