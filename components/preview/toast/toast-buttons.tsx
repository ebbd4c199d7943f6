import type { ToastModel } from "../toast-model";
import { ActionButton } from "./action-button";
import styles from "./controls.module.css";
import { buttonColumns, lookOf, skinOf } from "./look";
import type { ToastState } from "./use-toast-state";

interface ToastButtonsProps {
  model: ToastModel;
  state: ToastState;
}

export function ToastButtons({ model, state }: ToastButtonsProps) {
  const { buttons, build, scenario } = model;
  const look = lookOf(build);
  if (buttons.length === 0) return null;
  if (scenario === "incomingCall" && look !== "11") {
    return <CallButtons model={model} state={state} />;
  }
  const isAtEnd = buttons.length === 1 && build < 19_041;
  return (
    <div
      className={styles.buttons}
      data-look={look}
      data-skin={skinOf(look)}
      data-part="buttons"
      style={{ gridTemplateColumns: buttonColumns(buttons.length, look, build) }}
    >
      {isAtEnd && <span />}
      {buttons.map((action) => (
        <ActionButton
          key={action.path.join("/") + action.arguments}
          action={action}
          state={state}
        />
      ))}
    </div>
  );
}

/** Windows 10: the last button answers, the others stand above it. */
function CallButtons({ model: { buttons, build }, state }: ToastButtonsProps) {
  const answer = buttons.at(-1);
  const look = lookOf(build);
  return (
    <div className={styles.callButtons} data-skin={skinOf(look)} data-part="buttons">
      <div className={styles.callSmall}>
        {buttons.slice(0, -1).map((action) => (
          <ActionButton key={action.path.join("/")} action={action} state={state} />
        ))}
      </div>
      {answer && <ActionButton action={answer} state={state} className={styles.answer} />}
    </div>
  );
}
