"use client";

import { MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { AppLink } from "@/components/layout/app-link";
import { useMay } from "@/components/layout/use-session";

/** Nobody has set a translator up: what can be done without one, and where one is set up. */
export function TranslationNote() {
  const { may } = useMay(["owner", "manager"], "set translation up");
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        Translation isn’t set up. Add the text yourself, import a file,{" "}
        {may ? "or set a translator up." : "or ask an owner to set it up."}
      </MessageBarBody>
      {may && (
        <MessageBarActions>
          <AppLink href="/settings/translation">Set up translation</AppLink>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
