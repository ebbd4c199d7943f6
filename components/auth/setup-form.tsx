"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { TextField } from "@/components/ui/fields/text-field";
import { type } from "@/components/ui/tokens";
import { setupCreate } from "@/server/publishers/schema";
import { OwnerFields } from "./owner-fields";
import { SetupSteps } from "./setup-steps";

const useStyles = makeStyles({
  card: {
    display: "grid",
    gridTemplateColumns: "268px minmax(0, 1fr)",
    width: "100%",
    maxWidth: "860px",
    minHeight: "400px",
    overflow: "hidden",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow8,
    outline: "1px solid transparent",
    "@media (max-width: 639.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  form: {
    display: "flex",
    flexDirection: "column",
    gap: "12px",
    padding: "28px",
    "@media (max-width: 639.98px)": { padding: "20px" },
  },
  title: { ...type.recordSmall, fontSize: "20px", lineHeight: "28px", margin: 0 },
  text: { ...type.body, margin: 0, color: tokens.colorNeutralForeground3 },
  buttons: { display: "flex", justifyContent: "space-between", marginTop: "auto" },
});

const ownerFields = setupCreate.omit({ publisherName: true });

/** The two steps that make an owner and a publisher; connecting an app follows in the portal itself. */
export function SetupForm() {
  const styles = useStyles();
  const trpc = useTRPC();
  const [values, setValues] = useState({ name: "", email: "", password: "", publisherName: "" });
  const [step, setStep] = useState(0);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const create = useMutation(
    trpc.publishers.setup.create.mutationOptions({
      onSuccess: async () => {
        const { email, password } = values;
        await signIn("credentials", { email, password, redirect: false });
        window.location.assign("/apps");
      },
    }),
  );
  const set = (field: keyof typeof values) => (text: string) =>
    setValues((before) => ({ ...before, [field]: text }));

  function submit(event: FormEvent): void {
    event.preventDefault();
    const { publisherName: _, ...owner } = values;
    const parsed = step === 0 ? ownerFields.safeParse(owner) : setupCreate.safeParse(values);
    if (!parsed.success) {
      const found = parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]);
      setProblems(Object.fromEntries(found));
      return;
    }
    setProblems({});
    if (step === 0) setStep(1);
    else create.mutate(values);
  }

  const steps = [
    { label: "Create the owner", fact: values.email },
    { label: "Name your publisher", fact: values.publisherName },
    { label: "Connect your first app" },
  ];
  const all = { ...fieldProblems(create.error), ...problems };
  const failure = create.error ? failureOf(create.error) : undefined;
  return (
    <div className={styles.card}>
      <SetupSteps
        steps={steps}
        current={step}
        note="About 3 minutes. Nothing is kept until the publisher has a name."
      />
      <form className={styles.form} onSubmit={submit} noValidate>
        <h1 className={styles.title}>{steps[step]?.label}</h1>
        {step === 0 ? (
          <OwnerFields values={values} problems={all} set={set} />
        ) : (
          <>
            <p className={styles.text}>
              The company whose apps you send from. You can change it later in Settings.
            </p>
            <TextField
              key="publisher"
              label="Publisher"
              autoFocus
              autoComplete="organization"
              value={values.publisherName}
              onText={set("publisherName")}
              problem={all.publisherName}
            />
          </>
        )}
        {failure && failure.fields.length === 0 && (
          <ErrorBar message={failure.message} requestId={failure.requestId} />
        )}
        <div className={styles.buttons}>
          {step === 1 ? <Button onClick={() => setStep(0)}>Back</Button> : <span />}
          <Button type="submit" appearance="primary" disabledFocusable={create.isPending}>
            {step === 0 ? "Continue" : "Create publisher"}
          </Button>
        </div>
      </form>
    </div>
  );
}
