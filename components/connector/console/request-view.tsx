"use client";

import { makeStyles, Select, tokens } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { ConnectionRow } from "@/components/connector/types";
import { ToastPreview } from "@/components/preview/toast-preview";
import { CodeBlock } from "@/components/ui/code-block";
import { type } from "@/components/ui/tokens";
import { isXmlText } from "@/content/document";
import { pushDocument } from "@/server/connector/push-document";
import { bodyOf, checkForm, type PushForm } from "./form-state";
import { type SnippetLanguage, snippetLanguages, snippetOf } from "./snippets";

const useStyles = makeStyles({
  head: { display: "flex", alignItems: "center", gap: "12px", marginBottom: "8px" },
  title: { ...type.h3, margin: 0 },
  select: { marginLeft: "auto" },
  device: {
    display: "flex",
    flexWrap: "wrap",
    justifyContent: "center",
    gap: "8px",
    padding: "16px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowX: "auto",
  },
  note: { ...type.caption, color: tokens.colorNeutralForeground3, margin: "6px 0 0" },
});

/** The call in the reader's language, and what the device shows of it. */
export function RequestView(props: {
  connection: ConnectionRow;
  form: PushForm;
  idempotencyKey: string;
}) {
  const styles = useStyles();
  const { connection, form, idempotencyKey } = props;
  const [language, setLanguage] = useState<SnippetLanguage>("HTTP");
  const origin = useOrigin();
  const code = snippetOf(language, {
    ...{ origin, form, idempotencyKey },
    connectionId: connection.publicId,
  });
  return (
    <>
      <section aria-label="Request">
        <div className={styles.head}>
          <h3 className={styles.title}>Request</h3>
          <Select
            className={styles.select}
            size="small"
            aria-label="Language of the request"
            value={language}
            onChange={(_, { value }) =>
              setLanguage(snippetLanguages.find((one) => one === value) ?? "HTTP")
            }
          >
            {snippetLanguages.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        </div>
        <CodeBlock code={code} label="request" />
      </section>
      <Device connection={connection} form={form} />
    </>
  );
}

function Device({ connection, form }: { connection: ConnectionRow; form: PushForm }) {
  const styles = useStyles();
  const checked = checkForm({ ...form, recipients: ["x"], draft: "" });
  const message = isXmlText(form.message) && form.message.trim() ? form.message : " ";
  const push = checked.ok ? checked.push : { message, openApp: form.openApp, params: {} };
  return (
    <section aria-label="On the device">
      <div className={styles.head}>
        <h3 className={styles.title}>On the device</h3>
      </div>
      <div className={styles.device}>
        <ToastPreview
          app={connection.app}
          language={connection.app.defaultLanguage}
          xml={pushDocument(push)}
        />
      </div>
      <p className={styles.note}>
        Drawn by Herald, not by Windows.{" "}
        {form.openApp ? opens(form) : "Selecting it only closes it; parameters are not sent."}
      </p>
    </section>
  );
}

function opens(form: PushForm): string {
  const { params } = bodyOf(form);
  if (!params) return "Selecting it opens the app without parameters.";
  const names = Array.isArray(params) ? params.map(({ key }) => key) : Object.keys(params);
  return `Selecting it opens the app; param() reads ${names.join(", ")}.`;
}

/** Known only in the browser; until then the address is left out. */
function useOrigin(): string {
  const [origin, setOrigin] = useState("");
  useEffect(() => setOrigin(window.location.origin), []);
  return origin;
}
