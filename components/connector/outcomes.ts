import {
  ArrowSync16Regular,
  CheckmarkCircle16Filled,
  DismissCircle16Filled,
  Question16Regular,
  SubtractCircle16Filled,
} from "@fluentui/react-icons";
import type { StatusLook } from "@/components/ui/status";
import type { PushOutcome } from "@/server/connector/schema";

/** How an outcome looks; what is behind it is said beside it. */
export const outcomeLooks: Record<PushOutcome, StatusLook> = {
  sending: { label: "Sending", icon: ArrowSync16Regular, tone: "quiet" },
  sent: { label: "Sent", icon: CheckmarkCircle16Filled, tone: "success" },
  not_found: { label: "Not found", icon: DismissCircle16Filled, tone: "danger" },
  not_entitled: { label: "Skipped", icon: SubtractCircle16Filled, tone: "quiet" },
  opted_out: { label: "Skipped", icon: SubtractCircle16Filled, tone: "quiet" },
  no_channel: { label: "Skipped", icon: SubtractCircle16Filled, tone: "quiet" },
  failed: { label: "Failed", icon: DismissCircle16Filled, tone: "danger" },
  unknown: { label: "Unknown", icon: Question16Regular, tone: "quiet" },
};

/** Before anything is sent the same people are those who would get it. */
export const wouldSend: StatusLook = { ...outcomeLooks.sent, label: "Would be sent" };

interface Part {
  outcome: PushOutcome;
  code?: string;
  people: number;
}

/** "2 people have opted out": one line of an opened group. */
export function partSentence({ outcome, code, people }: Part, app: string): string {
  const who = people === 1 ? "1 person" : `${people.toLocaleString("en")} people`;
  const one = people === 1;
  switch (outcome) {
    case "sent":
      return `${who} got it`;
    case "sending":
      return `${who} ${one ? "is" : "are"} still to get it`;
    case "not_entitled":
      return `${who} ${one ? "has" : "have"} not got ${app}, or ${one ? "is" : "are"} not eligible for notifications`;
    case "opted_out":
      return `${who} ${one ? "has" : "have"} opted out`;
    case "no_channel":
      return `${who} ${one ? "has" : "have"} no registered device`;
    case "failed":
      return `${who}: refused by the push service (${code ?? "no reason"})`;
    case "unknown":
      return `${who}: nobody can tell (${code ?? "no answer"})`;
    case "not_found":
      return `${who} not found`;
  }
}
