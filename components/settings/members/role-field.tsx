"use client";

import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import { type Role, roles } from "@/db/enums";
import { roleWords } from "./role-words";

export function RoleField(props: { value: Role; onChange: (role: Role) => void }) {
  return (
    <Field label="Role">
      <RadioGroup value={props.value} onChange={(_, data) => props.onChange(data.value as Role)}>
        {roles.map((role) => (
          <Radio
            key={role}
            value={role}
            label={`${roleWords[role].label}: ${roleWords[role].hint}`}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}
