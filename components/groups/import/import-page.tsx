"use client";

import {
  Button,
  Dropdown,
  Field,
  Link,
  makeStyles,
  Option,
  ProgressBar,
  tokens,
} from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { download } from "@/components/groups/known/file-button";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { useMay } from "@/components/layout/use-session";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { Figure, FigureRow } from "@/components/ui/figure";
import { FooterBar } from "@/components/ui/footer-bar";
import { useFormat } from "@/components/ui/use-format";
import { exampleCsv } from "./example";
import { errorsToCsv, type ImportState, useImport } from "./use-import";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "16px" },
  fill: { minWidth: 0, width: "100%" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px" },
  file: {
    display: "block",
    width: "100%",
    boxSizing: "border-box",
    padding: "4px 0",
    font: "inherit",
    color: tokens.colorNeutralForeground2,
    "::file-selector-button": {
      font: "inherit",
      fontWeight: 600,
      height: "32px",
      marginRight: "12px",
      padding: "0 12px",
      color: tokens.colorNeutralForeground1,
      backgroundColor: tokens.colorNeutralBackground1,
      border: `1px solid ${tokens.colorNeutralStroke1}`,
      borderRadius: tokens.borderRadiusMedium,
      cursor: "pointer",
    },
  },
});

const words: Record<ImportState["status"], string> = {
  ready: "Import",
  running: "Pause",
  paused: "Resume",
  failed: "Try again",
  done: "Import another file",
};

/** Customers in: a CSV or NDJSON file of any length, with progress, pause and the refused lines as a file. */
export function ImportPage() {
  const styles = useStyles();
  const router = useRouter();
  const trpc = useTRPC();
  const fileId = useId();
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  const { may, reason } = useMay(["owner", "manager"], "import customers");
  const [appId, setAppId] = useState(apps.length === 1 ? apps[0]?.id : undefined);
  const [file, setFile] = useState<File>();
  const { state, run, pause, stop, reset } = useImport();
  const isFixed = state.status !== "ready";

  function act(): void {
    if (state.status === "running") pause();
    else if (state.status === "done") reset();
    else if (file && appId !== undefined) void run(file, appId);
  }
  return (
    <>
      <PageHead
        crumbs={[{ label: "Customer groups", href: "/groups" }]}
        title="Import customers"
        subtitle="What segments know of your customers: one line each, found by your own id. What a line leaves out stays as it is."
      />
      <PageBody form>
        <div className={styles.fields}>
          <Field label="App" required>
            <Dropdown
              className={styles.fill}
              placeholder="Choose an app"
              disabled={isFixed}
              value={apps.find(({ id }) => id === appId)?.name ?? ""}
              selectedOptions={[String(appId ?? "")]}
              onOptionSelect={(_, { optionValue }) => setAppId(Number(optionValue))}
            >
              {apps.map(({ id, name }) => (
                <Option key={id} value={String(id)}>
                  {name}
                </Option>
              ))}
            </Dropdown>
          </Field>
          <div>
            <label htmlFor={fileId}>File (.csv or .ndjson)</label>
            <input
              id={fileId}
              className={styles.file}
              type="file"
              accept=".csv,.ndjson,.jsonl,text/csv,application/x-ndjson"
              disabled={isFixed}
              onChange={(event) => setFile(event.target.files?.[0])}
            />
            <span className={styles.quiet}>
              A CSV file begins with a head such as externalId,email,ageGroup,market,lastUsedAt.{" "}
              <Link as="button" onClick={() => download("customers.csv", exampleCsv())}>
                Download an example with all columns
              </Link>
            </span>
          </div>
          {isFixed && <Progress state={state} />}
          {!isFixed && state.problem && (
            <ErrorBar title="This file can’t be imported." message={state.problem} />
          )}
        </div>
      </PageBody>
      <FooterBar>
        <NotAllowed reason={reason}>
          <Button
            appearance="primary"
            disabledFocusable={!may || !file || appId === undefined}
            onClick={() => may && act()}
          >
            {words[state.status]}
          </Button>
        </NotAllowed>
        <Button
          onClick={() => {
            stop();
            router.push("/groups");
          }}
        >
          {state.status === "done" ? "Close" : "Cancel"}
        </Button>
      </FooterBar>
    </>
  );
}

const statusWords: Record<ImportState["status"], string> = {
  ready: "",
  running: "Importing…",
  paused: "Paused. Lines that came in stay.",
  failed: "Stopped. Lines that came in stay.",
  done: "Done.",
};

function Progress({ state }: { state: ImportState }) {
  const styles = useStyles();
  const format = useFormat();
  return (
    <>
      <Field label={statusWords[state.status]}>
        <ProgressBar thickness="large" value={state.progress} aria-label="Part of the file read" />
      </Field>
      <FigureRow>
        <Figure label="Lines read" value={format.number(state.received)} />
        <Figure label="Imported" value={format.number(state.imported)} />
        <Figure label="Refused" value={format.number(state.failed)} />
      </FigureRow>
      {state.problem && <ErrorBar title="A part could not be imported." message={state.problem} />}
      {state.errors.length > 0 && (
        <div>
          <Button
            icon={<ArrowDownloadRegular />}
            onClick={() => download("refused-lines.csv", errorsToCsv(state.errors))}
          >
            Download the refused lines
          </Button>
          <p className={styles.quiet}>
            The first: line {format.number(state.errors[0]?.line ?? 0)}, {state.errors[0]?.message}
          </p>
        </div>
      )}
    </>
  );
}
