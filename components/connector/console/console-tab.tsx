"use client";

import { makeStyles } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ConnectionRow } from "@/components/connector/types";
import { useTRPC } from "@/components/trpc/query-provider";
import { emptyForm, formOf, type PushForm } from "./form-state";
import { PushFormView } from "./push-form";
import { RequestView } from "./request-view";
import { ResultView } from "./result-view";
import { type ConsoleDeeds, useConsole } from "./use-console";

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 0.9fr) minmax(0, 1fr)",
    gap: "32px",
    "@media (max-width: 899.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  right: { display: "flex", flexDirection: "column", gap: "16px", minWidth: 0 },
});

/** The method's own names at the left; at the right the request, the device's view and the result. */
export function ConsoleTab({ connection }: { connection: ConnectionRow }) {
  const styles = useStyles();
  const [form, setForm] = useState(emptyForm);
  const deeds = useConsole(connection.publicId, form);
  useEarlierCall(deeds, form, setForm);
  return (
    <div className={styles.root}>
      <PushFormView connection={connection} form={form} deeds={deeds} onForm={setForm} />
      <div className={styles.right}>
        <RequestView connection={connection} form={form} idempotencyKey={deeds.idempotencyKey} />
        <ResultView app={connection.app.name} deeds={deeds} />
      </div>
    </div>
  );
}

/** A push out of the history comes with its call, to be looked at or sent again. */
function useEarlierCall(
  { result }: ConsoleDeeds,
  form: PushForm,
  onForm: (form: PushForm) => void,
): void {
  const trpc = useTRPC();
  const isEmpty = form === emptyForm;
  const { data: call } = useQuery(
    trpc.connector.pushes.explain.queryOptions(
      { id: result?.id ?? "" },
      { enabled: isEmpty && result !== undefined },
    ),
  );
  useEffect(() => {
    if (!isEmpty || !call || call.id !== result?.id) return;
    const recipients = result.recipients.map(({ recipient }) => recipient);
    onForm(formOf({ ...call, recipients, openApp: call.opensApp }));
  }, [isEmpty, call, result, onForm]);
}
