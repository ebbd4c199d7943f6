import type { ToastAction } from "../model/read-actions";
import { cutMark } from "../shared/cut-mark";
import { Picture } from "../shared/picture";
import { wordsOrSlot } from "./clamped";
import styles from "./controls.module.css";
import type { ToastState } from "./use-toast-state";

interface ActionButtonProps {
  action: ToastAction;
  state: ToastState;
  className?: string;
  isDisabled?: boolean;
  /** A quick reply with a picture shows no words. */
  isIconOnly?: boolean;
}

export function ActionButton(props: ActionButtonProps) {
  const { action, state, className = "", isDisabled = false, isIconOnly = false } = props;
  const { label, icon, toolTip, style } = action;
  const hasWords = label.isMissing || (label.text !== "" && !isIconOnly);
  return (
    <button
      type="button"
      className={`${styles.button} ${className}`}
      title={toolTip}
      aria-label={hasWords ? undefined : toolTip || label.text || action.arguments}
      aria-disabled={isDisabled}
      data-style={style}
      data-missing={label.isMissing ? "" : undefined}
      data-icon-only={isIconOnly ? "" : undefined}
      data-part="button"
      onClick={() => {
        if (!isDisabled) state.press(action);
      }}
    >
      {icon && <Picture image={icon} className={styles.icon} />}
      {hasWords && (
        <span className={styles.buttonText} dir="auto" {...cutMark("button", label)}>
          {label.isMissing ? "Needs text" : wordsOrSlot(label)}
        </span>
      )}
    </button>
  );
}
