"use client";

import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";

const pollMs = 500;
/** A push has ten seconds; the worker may be busy with a slice before. */
const patienceMs = 45_000;

type Test = RouterOutputs["notifications"]["testPush"]["byId"];

/** What became of a test: asked for until there is an answer. */
export function TestAnswer({ id }: { id: number }) {
  const trpc = useTRPC();
  const format = useFormat();
  const { data } = useQuery(
    trpc.notifications.testPush.byId.queryOptions(
      { id },
      {
        refetchInterval: ({ state }) =>
          state.data && (state.data.status === "answered" || isLate(state.data)) ? false : pollMs,
      },
    ),
  );
  const { intent, title, text } = wordsOf(data);
  const facts = [
    data?.httpStatus && `HTTP ${data.httpStatus}`,
    data?.bytes && `${format.number(data.bytes)} bytes`,
    data?.answeredAt &&
      `${format.number(data.answeredAt.getTime() - data.createdAt.getTime())} ms after you asked`,
  ].filter(Boolean);
  return (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody role="status">
        <MessageBarTitle>{title}</MessageBarTitle>
        {[text, facts.join(", ")].filter(Boolean).join(" ")}
      </MessageBarBody>
    </MessageBar>
  );
}

function isLate({ createdAt }: Test): boolean {
  return Date.now() - createdAt.getTime() > patienceMs;
}

interface Words {
  intent: "info" | "success" | "warning" | "error";
  title: string;
  text?: string;
}

function wordsOf(test: Test | undefined): Words {
  if (!test || (test.status !== "answered" && !isLate(test))) {
    return { intent: "info", title: "Sending…" };
  }
  if (test.status !== "answered") {
    const text = "No worker answered. It may have stopped in between; it is not sent again.";
    return { intent: "warning", title: "No answer.", text };
  }
  const text = test.detail ?? undefined;
  switch (test.outcome) {
    case "sent":
      return { intent: "success", title: "The push service accepted it.", text };
    case "channel_expired":
      return { intent: "error", title: "The channel has expired. Start the app once more.", text };
    case "retry":
      return { intent: "warning", title: "The push service asks to wait. Try again later.", text };
    case "unknown":
      return { intent: "warning", title: "We can’t tell whether it arrived.", text };
    case "not_asked":
      return { intent: "error", title: "The push service was not asked.", text };
    default:
      return { intent: "error", title: "The push service refused it.", text };
  }
}
