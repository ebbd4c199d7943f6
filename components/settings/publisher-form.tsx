"use client";

import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMay, useSession } from "@/components/layout/use-session";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { TextField } from "@/components/ui/fields/text-field";
import { useMessage } from "@/components/ui/use-message";
import { Section, SectionForm } from "./section";

export function PublisherForm() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  const { publisher } = useSession();
  const { may, reason } = useMay(["owner"], "change the publisher");
  const [name, setName] = useState(publisher?.name ?? "");
  const [goal, setGoal] = useState(String(publisher?.deliveryRateGoal ?? 90));
  const update = useMutation(
    trpc.publishers.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.publishers.session.overview.queryFilter());
        message("Publisher saved");
      },
    }),
  );
  const problems = fieldProblems(update.error);
  const failure = update.error ? failureOf(update.error) : undefined;
  return (
    <Section title="Publisher" text="What members see, and when a delivery rate gets a warning.">
      <SectionForm
        onSubmit={() => may && update.mutate({ name, deliveryRateGoal: Number(goal) })}
        buttons={
          <NotAllowed reason={reason}>
            <Button type="submit" appearance="primary" disabledFocusable={!may || update.isPending}>
              Save publisher
            </Button>
          </NotAllowed>
        }
      >
        <TextField
          label="Name"
          value={name}
          onText={setName}
          problem={problems.name}
          readOnly={!may}
        />
        <TextField
          label="Delivery rate goal, per cent"
          hint="A notification below it is marked in the list."
          inputMode="numeric"
          value={goal}
          onText={setGoal}
          problem={problems.deliveryRateGoal}
          readOnly={!may}
        />
        {failure && failure.fields.length === 0 && (
          <ErrorBar message={failure.message} requestId={failure.requestId} />
        )}
      </SectionForm>
    </Section>
  );
}
