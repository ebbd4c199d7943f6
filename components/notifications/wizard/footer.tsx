"use client";

import { Button, Link, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowSyncRegular, CheckmarkCircleFilled, ErrorCircleFilled } from "@fluentui/react-icons";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { WhySearch } from "@/components/notifications/details/why/why-search";
import { LedgerDialog } from "@/components/notifications/wizard/audience/ledger-dialog";
import { useReach } from "@/components/notifications/wizard/audience/use-reach";
import { FooterBar } from "@/components/ui/footer-bar";
import { useFormat } from "@/components/ui/use-format";
import type { SaveState } from "./autosave";
import { useDraft } from "./draft-context";
import { PhoneFootPlace } from "./phone-foot";
import { neighbours, type StepKey, stepHref, stepLabel } from "./steps";

const useStyles = makeStyles({
  state: { display: "flex", alignItems: "center", gap: "6px", fontSize: "12px" },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  reach: {
    marginLeft: "auto",
    display: "flex",
    gap: "8px",
    alignItems: "baseline",
    fontSize: "13px",
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  one: {
    marginTop: "16px",
    paddingTop: "12px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  oneHead: { fontSize: "14px", lineHeight: "20px", fontWeight: 600, margin: "0 0 8px" },
});

/** Previous, Next, Save as draft, how saving stands, and the reach. */
export function WizardFooter(props: {
  step: StepKey;
  /** Refuses Next, and says why by marking fields. */
  mayLeave?: () => boolean;
  note?: ReactNode;
}) {
  const styles = useStyles();
  const router = useRouter();
  const { notification, flush, saveState } = useDraft();
  const { previous, next } = neighbours(props.step);
  const go = (step: StepKey) => router.push(stepHref(notification.id, step));

  async function goNext() {
    if (!next || (props.mayLeave && !props.mayLeave())) return;
    if (await flush()) go(next);
  }

  async function goPrevious() {
    if (previous && previous !== "template" && (await flush())) go(previous);
  }

  async function leave() {
    if (await flush()) router.push("/notifications?tab=drafts");
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey && event.key === "ArrowRight") void goNext();
      else if (event.altKey && event.key === "ArrowLeft") void goPrevious();
      else if (event.ctrlKey && event.key === "Enter" && next) void goNext();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  return (
    <FooterBar>
      <PhoneFootPlace />
      {previous && previous !== "template" && <Button onClick={goPrevious}>Previous</Button>}
      {next && (
        <Button appearance="primary" onClick={goNext}>
          Next: {stepLabel(next)}
        </Button>
      )}
      <Button appearance={next ? "subtle" : "secondary"} onClick={leave}>
        Save as draft
      </Button>
      <SaveNote state={saveState} />
      {props.note}
      {next && <FooterReach className={styles.reach} />}
    </FooterBar>
  );
}

function SaveNote({ state }: { state: SaveState }) {
  const styles = useStyles();
  const format = useFormat();
  if (state.kind === "saved") {
    return (
      <span className={styles.state} role="status">
        <CheckmarkCircleFilled className={styles.good} /> Draft saved {format.time(state.at)}
      </span>
    );
  }
  if (state.kind === "saving") {
    return (
      <span className={styles.state} role="status">
        <ArrowSyncRegular /> Saving…
      </span>
    );
  }
  const text =
    state.kind === "retrying"
      ? `Not saved. Trying again in ${state.seconds} s.`
      : `Not saved. ${state.message}`;
  return (
    <span className={styles.state} role="status">
      <ErrorCircleFilled className={styles.bad} /> {text}
    </span>
  );
}

function FooterReach(props: { className: string }) {
  const styles = useStyles();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { reach } = useReach();
  if (!reach) return null;
  return (
    <span className={props.className}>
      <span>
        <b>{format.number(reach.people)} people</b>{" "}
        <span className={styles.quiet}>on {format.number(reach.frozen)} devices now</span>
      </span>
      <Link as="button" onClick={() => setOpen(true)}>
        Why not all?
      </Link>
      <LedgerDialog reach={reach} isOpen={isOpen} onClose={() => setOpen(false)}>
        <AskAboutOne />
      </LedgerDialog>
    </span>
  );
}

/** In advance, from the draft as it stands: would this person get it? */
function AskAboutOne() {
  const styles = useStyles();
  const { notification, apps, draft, flush } = useDraft();
  const [isSaved, setSaved] = useState(false);
  useEffect(() => {
    void flush().then(setSaved);
  }, [flush]);
  const names = apps.filter(({ id }) => draft.audience.appIds.includes(id)).map(({ name }) => name);
  return (
    <section className={styles.one} aria-label="Would this person get it?">
      <h3 className={styles.oneHead}>Would this person get it?</h3>
      {isSaved && <WhySearch id={notification.id} appNames={names.join(", ")} />}
    </section>
  );
}
