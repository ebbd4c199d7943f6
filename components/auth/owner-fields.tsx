"use client";

import { Field } from "@fluentui/react-components";
import { PasswordInput } from "@/components/ui/fields/password-input";
import { TextField } from "@/components/ui/fields/text-field";

type OwnerValues = { name: string; email: string; password: string };

export function OwnerFields(props: {
  values: OwnerValues;
  problems: Record<string, string>;
  set: (field: keyof OwnerValues) => (text: string) => void;
}) {
  const { values, problems, set } = props;
  return (
    <>
      <TextField
        label="Your name"
        autoFocus
        autoComplete="name"
        value={values.name}
        onText={set("name")}
        problem={problems.name}
      />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        value={values.email}
        onText={set("email")}
        problem={problems.email}
      />
      <Field
        label="Password"
        hint="At least 12 characters."
        validationMessage={problems.password}
        validationState={problems.password ? "error" : "none"}
      >
        <PasswordInput
          autoComplete="new-password"
          value={values.password}
          onChange={(_, data) => set("password")(data.value)}
        />
      </Field>
    </>
  );
}
