"use client";

import { Button, Field, Input, makeStyles, Textarea, tokens } from "@fluentui/react-components";
import { ArrowDownloadRegular, ArrowUploadRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { useMay } from "@/components/layout/use-session";
import { failureOf } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { FooterBar } from "@/components/ui/footer-bar";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";
import { mostEmails, parseEmails } from "@/server/groups/known/email-list";
import { EmailNotes, importWords } from "./email-notes";
import { download, FileButton } from "./file-button";
import { KnownSummary } from "./known-summary";

type KnownGroup = RouterOutputs["groups"]["known"]["byId"] & { emails: string[] };

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "12px" },
  area: { fontFamily: tokens.fontFamilyMonospace, width: "100%" },
  files: { display: "flex", gap: "8px", flexWrap: "wrap" },
  problem: { color: tokens.colorStatusDangerForeground1 },
});

export function KnownPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.groups.known.byId.queryOptions({ id }));
  return data.emails ? (
    <KnownForm group={{ ...data, emails: data.emails }} />
  ) : (
    <KnownSummary group={data} />
  );
}

/** A known user group (S-03, S-04): the name is given once, the addresses may change at any time. */
export function KnownForm({ group }: { group: KnownGroup | undefined }) {
  const styles = useStyles();
  const router = useRouter();
  const format = useFormat();
  const [name, setName] = useState(group?.name ?? "");
  const [text, setText] = useState(group?.emails.join("\n") ?? "");
  const message = useMessage();
  const list = useMemo(() => parseEmails(text), [text]);
  const writing = useMay(["owner", "manager", "marketer"], "change customer groups");
  const saving = useSave(group, { name, emails: list.emails, problems: list.problems.length });
  return (
    <>
      <PageHead
        crumbs={[{ label: "Customer groups", href: "/groups" }]}
        title={group?.name ?? "New known user group"}
        subtitle="A person belongs when signed in with one of these addresses, in any of your apps."
      />
      <PageBody form>
        <div className={styles.fields}>
          <Field
            label="Group name"
            required
            hint={group ? "The name of a known user group stays." : "It can’t be changed later."}
          >
            <Input
              value={name}
              maxLength={80}
              readOnly={group !== undefined}
              onChange={(_, data) => setName(data.value)}
            />
          </Field>
          <Field
            label="E-mail addresses"
            required
            hint={`1 to ${format.number(mostEmails)}, separated by spaces, commas, semicolons or line breaks.`}
          >
            <Textarea
              className={styles.area}
              textarea={{ style: { minHeight: "240px", maxHeight: "none" }, spellCheck: false }}
              resize="vertical"
              value={text}
              onChange={(_, data) => setText(data.value)}
            />
          </Field>
          <EmailNotes list={list} />
          <div className={styles.files}>
            <FileButton
              icon={<ArrowUploadRegular />}
              accept=".csv,text/csv,text/plain"
              onText={(added) => {
                const list = parseEmails(added);
                setText((before) => addLines(before, list.emails));
                message(...importWords(list));
              }}
            >
              Import .csv
            </FileButton>
            {group && <ExportButton group={group} />}
          </div>
        </div>
      </PageBody>
      <FooterBar>
        <NotAllowed reason={writing.reason}>
          <Button
            appearance="primary"
            disabledFocusable={!writing.may || saving.isPending}
            onClick={() => writing.may && saving.save()}
          >
            Save
          </Button>
        </NotAllowed>
        <Button onClick={() => router.push("/groups")}>Cancel</Button>
        {saving.problem && (
          <span className={styles.problem} role="alert">
            {saving.problem}
          </span>
        )}
      </FooterBar>
    </>
  );
}

function addLines(before: string, emails: string[]): string {
  return [before.trim(), ...emails].filter((line) => line !== "").join("\n");
}

function ExportButton({ group }: { group: KnownGroup }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  return (
    <Button
      icon={<ArrowDownloadRegular />}
      onClick={async () => {
        try {
          const options = trpc.groups.known.export.queryOptions({ id: group.id }, { staleTime: 0 });
          const { csv } = await queries.fetchQuery(options);
          download(`${group.name.replace(/[^\p{L}\p{N}]+/gu, "-")}.csv`, csv);
        } catch (error) {
          message(failureOf(error).message, "error");
        }
      }}
    >
      Export .csv
    </Button>
  );
}

function useSave(
  group: KnownGroup | undefined,
  { name, emails, problems }: { name: string; emails: string[]; problems: number },
) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const message = useMessage();
  const [missing, setMissing] = useState<string>();
  const onSuccess = async ({ id }: { id: number }) => {
    await queries.invalidateQueries(trpc.groups.pathFilter());
    message("Known user group saved");
    if (!group) router.push(`/groups/known/${id}`);
  };
  const create = useMutation(trpc.groups.known.create.mutationOptions({ onSuccess }));
  const update = useMutation(trpc.groups.known.update.mutationOptions({ onSuccess }));
  const error = create.error ?? update.error;

  function problemOf(): string | undefined {
    if (name.trim() === "") return "Give the group a name.";
    if (problems > 0) return "Correct or remove what is no e-mail address first.";
    if (emails.length === 0) return "Add at least one e-mail address.";
    return emails.length > mostEmails ? "Use at most 10,000 e-mail addresses." : undefined;
  }
  return {
    isPending: create.isPending || update.isPending,
    problem: missing ?? (error ? failureOf(error).message : undefined),
    save() {
      const problem = problemOf();
      setMissing(problem);
      if (problem) return;
      if (group) update.mutate({ id: group.id, emails });
      else create.mutate({ name, emails });
    },
  };
}
