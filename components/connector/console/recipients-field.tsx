"use client";

import { Field, Input, makeStyles, Tag, TagGroup, tokens } from "@fluentui/react-components";
import { People16Regular, Person16Regular } from "@fluentui/react-icons";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { type PushForm, recipientsIn, recipientsOf } from "./form-state";

const useStyles = makeStyles({
  box: {
    display: "flex",
    flexDirection: "column",
    gap: "6px",
    padding: "6px",
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    borderRadius: tokens.borderRadiusMedium,
    ":focus-within": { borderBottom: `2px solid ${tokens.colorCompoundBrandStroke}` },
  },
  tags: { display: "flex", flexWrap: "wrap", gap: "4px" },
  tag: { maxWidth: "100%" },
  // The box is the field's edge.
  input: { border: "none", padding: "0 4px", "::after": { display: "none" } },
});

/** Any mix of the four kinds; several may be pasted at once. `kinds` is known after a check. */
export function RecipientsField(props: {
  form: PushForm;
  kinds: ReadonlyMap<string, string>;
  problem?: string;
  onChange(part: Pick<PushForm, "recipients" | "draft">): void;
}) {
  const styles = useStyles();
  const { form, onChange } = props;
  const { recipients, draft } = form;
  const add = (text: string) =>
    onChange({ recipients: recipientsOf({ ...form, draft: text }), draft: "" });
  function onKeyDown(event: KeyboardEvent): void {
    const isEnd = event.key === "Enter" || event.key === "," || event.key === ";";
    if (isEnd && !event.ctrlKey && !event.metaKey && draft.trim() !== "") {
      event.preventDefault();
      add(draft);
    }
    if (event.key === "Backspace" && draft === "") {
      onChange({ recipients: recipients.slice(0, -1), draft });
    }
  }
  function onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData.getData("text");
    if (recipientsIn(text).length < 2) return;
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
          {recipients.length > 0 && (
            <TagGroup
              className={styles.tags}
              aria-label="Recipients"
              onDismiss={(_, { value }) =>
                onChange({ recipients: recipients.filter((one) => one !== value), draft })
              }
            >
              {recipients.map((recipient) => (
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
            className={styles.input}
            value={draft}
            placeholder={recipients.length === 0 ? "anna@contoso.com" : "Add another"}
            onChange={(_, { value }) => onChange({ recipients, draft: value })}
            onBlur={() => draft !== "" && add(draft)}
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
