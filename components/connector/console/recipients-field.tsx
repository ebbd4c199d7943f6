"use client";

import { Field, Input, makeStyles, Tag, TagGroup, tokens } from "@fluentui/react-components";
import { People16Regular, Person16Regular } from "@fluentui/react-icons";
import { type ClipboardEvent, type KeyboardEvent, useState } from "react";

const useStyles = makeStyles({
  box: {
    display: "flex",
    flexDirection: "column",
    gap: "6px",
    padding: "6px",
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    borderRadius: tokens.borderRadiusMedium,
  },
  tags: { display: "flex", flexWrap: "wrap", gap: "4px" },
  tag: { maxWidth: "100%" },
});

const separators = /[\s,;]+/;

/** Any mix of the four kinds; several may be pasted at once. `kinds` is known after a check. */
export function RecipientsField(props: {
  recipients: string[];
  kinds: ReadonlyMap<string, string>;
  problem?: string;
  onChange(recipients: string[]): void;
}) {
  const styles = useStyles();
  const [draft, setDraft] = useState("");

  function add(text: string): void {
    const fresh = text.split(separators).filter((part) => part !== "");
    setDraft("");
    if (fresh.length > 0) props.onChange([...new Set([...props.recipients, ...fresh])]);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const isEnd = event.key === "Enter" || event.key === "," || event.key === ";";
    if (isEnd && !event.ctrlKey && !event.metaKey && draft.trim() !== "") {
      event.preventDefault();
      add(draft);
    }
    if (event.key === "Backspace" && draft === "") props.onChange(props.recipients.slice(0, -1));
  }
  function onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData.getData("text");
    if (!separators.test(text.trim())) return;
    event.preventDefault();
    add(text);
  }

  return (
    <Field
      label="recipients"
      required
      hint="E-mail or object ID of a person or a security group. Kinds may be mixed."
      validationMessage={props.problem}
    >
      {(control) => (
        <div className={styles.box}>
          {props.recipients.length > 0 && (
            <TagGroup
              className={styles.tags}
              aria-label="Recipients"
              onDismiss={(_, { value }) =>
                props.onChange(props.recipients.filter((one) => one !== value))
              }
            >
              {props.recipients.map((recipient) => (
                <Tag
                  key={recipient}
                  className={styles.tag}
                  value={recipient}
                  size="small"
                  dismissible
                  dismissIcon={{ "aria-label": "remove" }}
                  icon={
                    props.kinds.get(recipient) === "group" ? (
                      <People16Regular />
                    ) : (
                      <Person16Regular />
                    )
                  }
                >
                  {shortened(recipient)}
                </Tag>
              ))}
            </TagGroup>
          )}
          <Input
            {...control}
            appearance="underline"
            value={draft}
            placeholder={props.recipients.length === 0 ? "anna@contoso.com" : "Add another"}
            onChange={(_, { value }) => setDraft(value)}
            onBlur={() => add(draft)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
        </div>
      )}
    </Field>
  );
}

/** An object id is told by its ends. */
export function shortened(recipient: string): string {
  return /^\{?[0-9a-f-]{36}\}?$/i.test(recipient)
    ? `${recipient.slice(0, 8)}…${recipient.slice(-12)}`
    : recipient;
}
