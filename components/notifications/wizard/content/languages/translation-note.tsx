"use client";

import { MessageBar, MessageBarBody } from "@fluentui/react-components";

/** No translator exists until an owner sets one up; nothing is translated behind anybody's back. */
export function TranslationNote() {
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        Translation isn’t set up. Add the text yourself, or ask an owner to set it up.
      </MessageBarBody>
    </MessageBar>
  );
}
