"use client";

import {
  Button,
  Combobox,
  Field,
  Option,
  Radio,
  RadioGroup,
  Switch,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type ThemeChoice, themeChoices, themeWords } from "@/components/layout/theme/theme-choice";
import { useThemeChoice } from "@/components/layout/theme/use-theme-choice";
import { useSession } from "@/components/layout/use-session";
import { fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { TextField } from "@/components/ui/fields/text-field";
import { useMessage } from "@/components/ui/use-message";
import { Section, SectionForm } from "./section";

const shownZones = 60;

/** Saves one change of the profile at a time. */
function useProfile() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  return useMutation(
    trpc.publishers.profile.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.publishers.session.overview.queryFilter());
        message("Profile saved");
      },
    }),
  );
}

export function ProfileForm() {
  const { account } = useSession();
  const update = useProfile();
  const [name, setName] = useState(account.name);
  return (
    <Section title="You" text={`You sign in as ${account.email}.`}>
      <SectionForm
        onSubmit={() => update.mutate({ name })}
        buttons={
          <Button type="submit" appearance="primary" disabledFocusable={update.isPending}>
            Save name
          </Button>
        }
      >
        <TextField
          label="Name"
          autoComplete="name"
          value={name}
          onText={setName}
          problem={fieldProblems(update.error).name}
        />
      </SectionForm>
    </Section>
  );
}

export function ReadingForm() {
  const { preferences } = useSession();
  const update = useProfile();
  return (
    <Section id="zone" title="How you read and type">
      <ZoneField
        value={preferences.timeZone}
        onChoose={(timeZone) => update.mutate({ timeZone })}
      />
      <ThemeField />
      <Switch
        style={{ marginTop: "12px" }}
        checked={preferences.singleKeys}
        onChange={(_, data) => update.mutate({ singleKeys: data.checked })}
        label="Single keys: G then N, C, A or S, also N, / and ?"
      />
    </Section>
  );
}

function ThemeField() {
  const { theme, choose } = useThemeChoice();
  return (
    <Field label="Theme" style={{ marginTop: "12px" }}>
      <RadioGroup
        layout="horizontal"
        value={theme}
        onChange={(_, data) => choose(data.value as ThemeChoice)}
      >
        {themeChoices.map((choice) => (
          <Radio key={choice} value={choice} label={themeWords[choice]} />
        ))}
      </RadioGroup>
    </Field>
  );
}

function ZoneField(props: { value: string; onChoose: (zone: string) => void }) {
  const [text, setText] = useState<string>();
  const zones = useMemo(() => ["UTC", ...Intl.supportedValuesOf("timeZone")], []);
  const wanted = (text ?? "").toLowerCase().replaceAll(" ", "_");
  const found = zones.filter((zone) => zone.toLowerCase().includes(wanted)).slice(0, shownZones);
  return (
    <Field
      label="Time zone shown"
      hint="Every time in the portal is shown in it and says so. Nothing that is sent changes."
      style={{ maxWidth: "560px" }}
    >
      <Combobox
        freeform
        value={text ?? props.value}
        selectedOptions={[props.value]}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => setText(undefined)}
        onOptionSelect={(_, data) => {
          setText(undefined);
          if (data.optionValue) props.onChoose(data.optionValue);
        }}
      >
        {found.map((zone) => (
          <Option key={zone} value={zone}>
            {zone}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
