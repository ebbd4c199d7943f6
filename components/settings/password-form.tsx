"use client";

import { Button, Field } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useSession } from "@/components/layout/use-session";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { PasswordInput } from "@/components/ui/fields/password-input";
import { useMessage } from "@/components/ui/use-message";
import { Section, SectionForm } from "./section";

export function PasswordForm() {
  const trpc = useTRPC();
  const message = useMessage();
  const session = useSession();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const update = useMutation(
    trpc.publishers.password.update.mutationOptions({
      onSuccess: () => {
        setCurrent("");
        setNext("");
        message("Password changed");
      },
    }),
  );
  if (!session.hasPassword) return null;
  const problems = fieldProblems(update.error);
  const failure = update.error ? failureOf(update.error) : undefined;
  return (
    <Section title="Password" text="Changing it signs you out everywhere else.">
      <SectionForm
        onSubmit={() => update.mutate({ current, next })}
        buttons={
          <Button type="submit" disabledFocusable={update.isPending}>
            Change password
          </Button>
        }
      >
        <Field label="Current password" validationMessage={problems.current}>
          <PasswordInput
            autoComplete="current-password"
            value={current}
            onChange={(_, data) => setCurrent(data.value)}
          />
        </Field>
        <Field
          label="New password"
          hint="At least 12 characters."
          validationMessage={problems.next}
        >
          <PasswordInput
            autoComplete="new-password"
            value={next}
            onChange={(_, data) => setNext(data.value)}
          />
        </Field>
        {failure && failure.fields.length === 0 && (
          <ErrorBar message={failure.message} requestId={failure.requestId} />
        )}
      </SectionForm>
    </Section>
  );
}
