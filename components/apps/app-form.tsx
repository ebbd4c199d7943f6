"use client";

import {
  Button,
  Dropdown,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Option,
  tokens,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { AppGlyph } from "@/components/preview/app-glyph";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { CopyButton } from "@/components/ui/copy-button";
import { useMessage } from "@/components/ui/use-message";
import { appGlyphs } from "@/server/apps/schema";
import type { AppDetails } from "./types";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: "12px", maxWidth: "560px" },
  icon: { display: "flex", alignItems: "end", gap: "12px" },
  color: { width: "56px", minWidth: "56px", padding: 0 },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: "12px" },
  option: { display: "flex", alignItems: "center", gap: "8px" },
});

/** What the app is called and known by. */
export function AppForm({ app }: { app: AppDetails }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const { may, reason } = useMay(["owner", "manager"], "change apps");
  const [values, setValues] = useState({
    name: app.name,
    storeId: app.storeId ?? "",
    packageFamilyName: app.packageFamilyName ?? "",
    latestVersion: app.latestVersion ?? "",
    defaultLanguage: app.defaultLanguage,
    defaultTimeZone: app.defaultTimeZone,
    iconGlyph: app.iconGlyph,
    iconColor: app.iconColor,
  });
  const update = useMutation(
    trpc.apps.update.mutationOptions({
      onSuccess: () => message("Changes saved"),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.apps.pathKey() }),
    }),
  );
  const problems = fieldProblems(update.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    const iconGlyph = appGlyphs.find((glyph) => glyph === values.iconGlyph) ?? "app";
    update.mutate({ id: app.id, changes: { ...values, iconGlyph } });
  }

  const field = (name: keyof typeof values, label: string, hint?: string) => (
    <Field
      label={label}
      hint={hint}
      validationMessage={problems[`changes.${name}`] ?? problems[name]}
    >
      <Input
        value={values[name]}
        onChange={(_, data) => setValues({ ...values, [name]: data.value })}
      />
    </Field>
  );

  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label="App ID" hint="Connections and Power Apps know the app by it.">
        <Input
          readOnly
          value={app.guid}
          input={{ className: styles.code }}
          contentAfter={<CopyButton value={app.guid} label="Copy App ID" />}
        />
      </Field>
      {update.error && Object.keys(problems).length === 0 && (
        <MessageBar intent="error">
          <MessageBarBody>{failureOf(update.error).message}</MessageBarBody>
        </MessageBar>
      )}
      {field("name", "Name")}
      {field("storeId", "Store ID")}
      {field("packageFamilyName", "Package family name")}
      {field("latestVersion", "Latest version", "Prompt for update goes to everyone below it.")}
      {field("defaultLanguage", "Default language", "A language tag such as en-US.")}
      {field(
        "defaultTimeZone",
        "Default time zone",
        "For devices that report no zone anybody knows. An IANA name such as Europe/Berlin.",
      )}
      <div className={styles.icon}>
        <Field label="Icon">
          <Dropdown
            value={values.iconGlyph}
            selectedOptions={[values.iconGlyph]}
            onOptionSelect={(_, data) =>
              setValues({ ...values, iconGlyph: data.optionValue ?? "app" })
            }
          >
            {appGlyphs.map((glyph) => (
              <Option key={glyph} value={glyph} text={glyph}>
                <span className={styles.option}>
                  <AppGlyph glyph={glyph} color={values.iconColor} size={20} /> {glyph}
                </span>
              </Option>
            ))}
          </Dropdown>
        </Field>
        <Field label="Colour">
          <input
            className={styles.color}
            type="color"
            aria-label="Colour"
            value={values.iconColor}
            onChange={(event) => setValues({ ...values, iconColor: event.target.value })}
          />
        </Field>
      </div>
      <div>
        <Button
          appearance="primary"
          type="submit"
          disabledFocusable={!may || update.isPending}
          title={reason || undefined}
        >
          Save changes
        </Button>
      </div>
    </form>
  );
}
