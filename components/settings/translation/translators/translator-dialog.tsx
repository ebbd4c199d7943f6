"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Dropdown,
  Field,
  makeStyles,
  Option,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { TextField } from "@/components/ui/fields/text-field";
import { Modal } from "@/components/ui/modal/modal";
import { useMessage } from "@/components/ui/use-message";
import type { TranslatorName } from "@/db/enums";
import { azureEndpoints, type TranslatorInput } from "@/server/translation/schema";
import { endpointWords, translatorWords } from "./translator-words";
import type { TranslatorRow } from "./translators-section";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "12px" },
});

interface Values {
  endpoint: (typeof azureEndpoints)[number];
  resourceName: string;
  region: string;
  baseUrl: string;
  key: string;
}

/** Sets a translator up. A stored key is never shown again, only replaced. */
export function TranslatorDialog(props: {
  name: TranslatorName;
  row: TranslatorRow | undefined;
  onClose(): void;
  onStored(name: TranslatorName): void;
}) {
  const styles = useStyles();
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const { name, row, onClose } = props;
  const [values, setValues] = useState<Values>(() => valuesOf(row));
  const { title, text } = translatorWords[name];
  const store = useMutation(
    trpc.translation.translators.create.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.translation.translators.list.queryFilter());
        message(`${title} stored. It is asked whether it answers.`);
        props.onStored(name);
        onClose();
      },
    }),
  );
  const problems = fieldProblems(store.error);
  const failure = store.error ? failureOf(store.error) : undefined;
  const set = (changes: Partial<Values>) => setValues({ ...values, ...changes });
  function submit(event: FormEvent) {
    event.preventDefault();
    store.mutate(inputOf(name, values));
  }
  return (
    <Modal isOpen onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <DialogTitle>{row ? title : `Set up ${title}`}</DialogTitle>
          <DialogContent className={styles.fields}>
            <span>{text}</span>
            {name === "azure" && <AzureFields {...{ values, set, problems }} />}
            {name === "libretranslate" && (
              <TextField
                label="Address"
                hint="Public HTTPS only, unless the operator allows another address."
                placeholder="https://translate.contoso.com"
                value={values.baseUrl}
                onText={(baseUrl) => set({ baseUrl })}
                problem={problems["settings.baseUrl"]}
              />
            )}
            {name !== "local" && (
              <TextField
                label={name === "azure" ? "Key" : "Key, if the server wants one"}
                hint={
                  row?.hasKey
                    ? "A key is stored. Leave this empty to keep it."
                    : "Kept encrypted. It is never shown again, only replaced."
                }
                type="password"
                autoComplete="off"
                value={values.key}
                onText={(key) => set({ key })}
                problem={problems.key}
              />
            )}
            {failure && Object.keys(problems).length === 0 && (
              <ErrorBar message={failure.message} requestId={failure.requestId} />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" appearance="primary" disabledFocusable={store.isPending}>
              Store and test
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Modal>
  );
}

function AzureFields(props: {
  values: Values;
  set(changes: Partial<Values>): void;
  problems: Record<string, string>;
}) {
  const { values, set, problems } = props;
  return (
    <>
      <Field
        label="End point"
        hint="Where texts are translated. Choose your region for data residency."
      >
        <Dropdown
          value={endpointWords[values.endpoint]}
          selectedOptions={[values.endpoint]}
          onOptionSelect={(_, { optionValue }) => {
            const endpoint = azureEndpoints.find((one) => one === optionValue);
            if (endpoint) set({ endpoint });
          }}
        >
          {azureEndpoints.map((endpoint) => (
            <Option key={endpoint} value={endpoint}>
              {endpointWords[endpoint]}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {values.endpoint === "custom" && (
        <TextField
          label="Name of the resource"
          hint="The first part of its host name in Azure."
          value={values.resourceName}
          onText={(resourceName) => set({ resourceName })}
          problem={problems["settings.resourceName"]}
        />
      )}
      <TextField
        label="Region of the resource"
        hint="Required by regional and multi-service resources, for example westeurope."
        value={values.region}
        onText={(region) => set({ region })}
        problem={problems["settings.region"]}
      />
    </>
  );
}

function valuesOf(row: TranslatorRow | undefined): Values {
  const settings = row?.settings ?? {};
  const text = (name: string) => (typeof settings[name] === "string" ? settings[name] : "");
  return {
    endpoint: azureEndpoints.find((one) => one === settings.endpoint) ?? "global",
    resourceName: text("resourceName"),
    region: text("region"),
    baseUrl: text("baseUrl"),
    key: "",
  };
}

function inputOf(name: TranslatorName, values: Values): TranslatorInput {
  const key = values.key.trim() === "" ? undefined : values.key;
  if (name === "local") return { name, settings: {} };
  if (name === "libretranslate") return { name, settings: { baseUrl: values.baseUrl }, key };
  const { endpoint, region, resourceName } = values;
  const own = endpoint === "custom" ? { resourceName } : {};
  return { name, settings: { endpoint, ...own, ...(region ? { region } : {}) }, key };
}
