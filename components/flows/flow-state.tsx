import {
  CheckmarkCircleFilled,
  DismissCircleFilled,
  SubtractCircleRegular,
} from "@fluentui/react-icons";
import { Status, type StatusLook } from "@/components/ui/status";

const looks: Record<"on" | "off" | "stopped", StatusLook> = {
  on: { label: "On", icon: CheckmarkCircleFilled, tone: "success" },
  off: { label: "Off", icon: SubtractCircleRegular, tone: "quiet" },
  stopped: { label: "Off", icon: DismissCircleFilled, tone: "danger" },
};

/** On, Off, or why Herald turned it off. */
export function FlowState({ isOn, offReason }: { isOn: boolean; offReason: string | null }) {
  if (isOn) return <Status look={looks.on} />;
  return offReason ? <Status look={looks.stopped} text={offReason} /> : <Status look={looks.off} />;
}
