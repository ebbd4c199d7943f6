"use client";

import { Button, Field, makeStyles, Switch, Textarea, tokens } from "@fluentui/react-components";
import { Send20Filled } from "@fluentui/react-icons";
import { type KeyboardEvent, useState } from "react";
import type { ConnectionRow } from "@/components/connector/types";
import { useMay } from "@/components/layout/use-session";
import { ErrorBar } from "@/components/ui/error-bar";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { type } from "@/components/ui/tokens";
import type { PushForm } from "./form-state";
import { ParamsField } from "./params-field";
import { PasteDialog } from "./paste-dialog";
import { RecipientsField } from "./recipients-field";
import type { ConsoleDeeds } from "./use-console";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "14px", minWidth: 0 },
  foot: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px",
    paddingTop: "12px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  note: { ...type.caption, color: tokens.colorNeutralForeground3, marginLeft: "auto" },
  // The control's own margin would set it off from the fields' left edge.
  flush: { marginLeft: "-8px" },
  paste: { alignSelf: "flex-start", marginBottom: "-6px" },
});

export function PushFormView(props: {
  connection: ConnectionRow;
  form: PushForm;
  deeds: ConsoleDeeds;
  onForm(form: PushForm): void;
}) {
  const styles = useStyles();
  const { form, deeds, connection, onForm } = props;
  const [isPasting, setPasting] = useState(false);
  const change = (part: Partial<PushForm>) => onForm({ ...form, ...part });
  const shown = deeds.result ?? deeds.checked;
  const kinds = new Map(shown?.recipients.map(({ recipient, kind }) => [recipient, kind]));
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    deeds.send();
  }
  return (
    <form
      className={styles.root}
      aria-label="Call"
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
      <Button className={styles.paste} size="small" onClick={() => setPasting(true)}>
        Paste a Power Fx call
      </Button>
      <RecipientsField
        form={form}
        kinds={kinds}
        problem={deeds.problems.recipients}
        onChange={change}
      />
      <Field label="message" required validationMessage={deeds.problems.message}>
        <Textarea
          resize="vertical"
          value={form.message}
          onChange={(_, { value }) => change({ message: value })}
        />
      </Field>
      <Switch
        className={styles.flush}
        label={
          form.openApp
            ? `openApp: selecting the notification opens ${connection.app.name}`
            : "openApp: selecting the notification only closes it"
        }
        checked={form.openApp}
        onChange={(_, { checked }) => change({ openApp: checked })}
      />
      <ParamsField
        params={form.params}
        problem={deeds.problems.params}
        onChange={(params) => change({ params })}
      />
      {deeds.failure && (
        <ErrorBar message={deeds.failure.message} requestId={deeds.failure.requestId} />
      )}
      <Foot connection={connection} deeds={deeds} />
      {isPasting && <PasteDialog onClose={() => setPasting(false)} onForm={onForm} />}
    </form>
  );
}

function Foot({ connection, deeds }: { connection: ConnectionRow; deeds: ConsoleDeeds }) {
  const styles = useStyles();
  const writing = useMay(["owner", "manager", "marketer"], "send");
  const isOpen = writing.may && connection.revokedAt === null && !deeds.isBusy;
  const reason =
    connection.revokedAt === null ? writing.reason : "This connection was revoked. Make a new one.";
  return (
    <div className={styles.foot}>
      <NotAllowed reason={reason}>
        <Button
          appearance="primary"
          icon={<Send20Filled />}
          disabledFocusable={!isOpen}
          onClick={() => isOpen && deeds.send()}
        >
          Send
        </Button>
      </NotAllowed>
      <NotAllowed reason={reason}>
        <Button disabledFocusable={!isOpen} onClick={() => isOpen && deeds.check()}>
          Check without sending
        </Button>
      </NotAllowed>
      <span className={styles.note}>Counts towards your limits</span>
    </div>
  );
}
