"use client";

import { Toast, ToastTitle, useToastController } from "@fluentui/react-components";
import { useCallback } from "react";

export const toasterId = "herald-messages";

/** A short message at the foot of the window: `message("Member added")`. */
export function useMessage() {
  const { dispatchToast } = useToastController(toasterId);
  return useCallback(
    (text: string, intent: "success" | "info" | "warning" | "error" = "success") =>
      dispatchToast(
        <Toast>
          <ToastTitle>{text}</ToastTitle>
        </Toast>,
        { intent },
      ),
    [dispatchToast],
  );
}
