"use client";

import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { Section } from "@/components/settings/section";
import { failureOf } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { useMessage } from "@/components/ui/use-message";
import { type TranslatorName, translatorNames } from "@/db/enums";
import { TranslatorDialog } from "./translator-dialog";
import { TranslatorItem } from "./translator-item";
import { translatorWords } from "./translator-words";

export type TranslatorRow =
  RouterOutputs["translation"]["translators"]["list"]["translators"][number];

const useStyles = makeStyles({
  list: { listStyle: "none", margin: 0, padding: 0, maxWidth: "960px" },
  fixed: {
    padding: "10px 0",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontSize: "13px",
    lineHeight: "18px",
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  name: { fontWeight: 600 },
  add: { display: "flex", gap: "8px", flexWrap: "wrap", marginTop: "12px" },
  note: { maxWidth: "960px", marginBottom: "12px" },
});

/** While a test is on its way: the worker's answer is a second off. */
const testMs = 700;

/** Who translates, in which order, and what each said when it was asked last. */
export function TranslatorsSection() {
  const styles = useStyles();
  const trpc = useTRPC();
  const [testing, setTesting] = useState<Partial<Record<TranslatorName, Date>>>({});
  const { data } = useSuspenseQuery(
    trpc.translation.translators.list.queryOptions(undefined, {
      refetchInterval: ({ state }) =>
        state.data?.translators.some((row) => testing[row.name] && row.stateAt === null)
          ? testMs
          : false,
    }),
  );
  const { may, reason } = useMay(["owner", "manager"], "change the translators");
  const [edited, setEdited] = useState<TranslatorName>();
  const { test, order, remove } = useDeeds(setTesting);
  const rows = data.translators;
  const missing = translatorNames.filter((name) => rows.every((row) => row.name !== name));
  const isBusy = (row: TranslatorRow) => testing[row.name] !== undefined && row.stateAt === null;
  const move = (at: number, by: number) => {
    const names = rows.map(({ name, isEnabled }) => ({ name, isEnabled }));
    const [moved] = names.splice(at, 1);
    if (moved) names.splice(at + by, 0, moved);
    order(names);
  };
  return (
    <Section
      title="Translators"
      text="A text is taken from what people of yours wrote for it, then from the built-in phrases, then from the memory, and only then from these, in this order."
    >
      {data.isEmulated && (
        <MessageBar className={styles.note} intent="info" layout="multiline">
          <MessageBarBody>
            In this demo nothing leaves the machine: Azure and LibreTranslate are played by Herald’s
            emulator. It knows a few sentences of the sample data and refuses every other one. Any
            key works, except one that begins with “wrong”. LibreTranslate is at
            https://libretranslate.demo.test.
          </MessageBarBody>
        </MessageBar>
      )}
      <ol className={styles.list}>
        <li className={styles.fixed}>
          <span className={styles.name}>Built-in phrases and memory</span>
          <div className={styles.quiet}>
            Always on. The templates’ texts and the usual buttons in {data.phrasebookLanguages}{" "}
            languages, written by Herald’s authors and not reviewed by native speakers.
          </div>
        </li>
        {rows.map((row, at) => (
          <TranslatorItem
            key={row.name}
            row={row}
            may={may}
            isTesting={isBusy(row)}
            onTest={() => test(row.name)}
            onEdit={() => setEdited(row.name)}
            onRemove={() => remove(row.name)}
            onToggle={(isEnabled) =>
              order(rows.map((one) => (one === row ? { name: one.name, isEnabled } : pick(one))))
            }
            onUp={at > 0 ? () => move(at, -1) : undefined}
            onDown={at < rows.length - 1 ? () => move(at, 1) : undefined}
          />
        ))}
      </ol>
      {rows.length === 0 && (
        <p className={styles.quiet}>
          No translator is set up. Other texts wait until a person writes them.
        </p>
      )}
      <div className={styles.add}>
        {missing.map((name) => (
          <NotAllowed key={name} reason={reason}>
            <Button disabledFocusable={!may} onClick={() => may && setEdited(name)}>
              Set up {translatorWords[name].title}
            </Button>
          </NotAllowed>
        ))}
      </div>
      {edited && (
        <TranslatorDialog
          name={edited}
          row={rows.find(({ name }) => name === edited)}
          onClose={() => setEdited(undefined)}
          onStored={test}
        />
      )}
    </Section>
  );
}

const pick = ({ name, isEnabled }: TranslatorRow) => ({ name, isEnabled });

function useDeeds(
  setTesting: (
    change: (
      before: Partial<Record<TranslatorName, Date>>,
    ) => Partial<Record<TranslatorName, Date>>,
  ) => void,
) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const shared = {
    onError: (error: unknown) => message(failureOf(error).message, "error"),
    onSettled: () => client.invalidateQueries(trpc.translation.translators.list.queryFilter()),
  };
  const update = useMutation(trpc.translation.translators.update.mutationOptions(shared));
  const remove = useMutation(trpc.translation.translators.remove.mutationOptions(shared));
  const test = useMutation(trpc.translation.translators.test.mutationOptions(shared));
  return {
    order: (order: { name: TranslatorName; isEnabled: boolean }[]) => update.mutate({ order }),
    remove: (name: TranslatorName) => remove.mutate({ name }),
    test(name: TranslatorName) {
      setTesting((before) => ({ ...before, [name]: new Date() }));
      test.mutate({ name });
      // Patience of an ordinary answer with its retries; the row itself says when it is there.
      setTimeout(() => {
        setTesting(({ [name]: _done, ...others }) => others);
      }, 45_000);
    },
  };
}
