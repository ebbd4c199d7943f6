"use client";

import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { PageBody } from "@/components/layout/page-body";
import { SavedTemplateActions } from "@/components/notifications/templates/saved-template-actions";
import { stepHref } from "@/components/notifications/wizard/steps";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { FooterBar } from "@/components/ui/footer-bar";
import { builtInChoices, savedChoice, type TemplateChoice } from "./choices";
import { TemplateCard } from "./template-card";
import { TemplateFacts } from "./template-facts";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) 408px",
    gap: "32px",
    alignItems: "start",
    "@media (max-width: 1079px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: "0 0 8px" },
  group: { display: "flex", flexDirection: "column", gap: "12px" },
  cards: {
    display: "grid",
    alignSelf: "stretch",
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
    gap: "12px",
    "@media (max-width: 639px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  note: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

/** P-26: seven cards in the seed's order; OK makes the draft, Cancel leaves nothing behind. */
export function TemplateStep(props: { initial: string; appId: number | undefined }) {
  const styles = useStyles();
  const router = useRouter();
  const trpc = useTRPC();
  const [wanted, setWanted] = useState(props.initial);
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  const { data: templates } = useSuspenseQuery(trpc.notifications.templates.list.queryOptions());
  const builtIn = useMemo(builtInChoices, []);
  const saved = useMemo(() => templates.map(savedChoice), [templates]);
  const chosen =
    [...builtIn, ...saved].find(({ key }) => key === wanted) ?? (builtIn[0] as TemplateChoice);
  const ready = apps.filter((app) => app.firstRegisteredAt !== null);
  const app = ready.find(({ id }) => id === props.appId) ?? ready[0];
  const create = useMutation(
    trpc.notifications.create.mutationOptions({
      onSuccess: ({ id }) => router.push(stepHref(id, "apps")),
    }),
  );

  function choose(template: string) {
    setWanted(template);
    window.history.replaceState(null, "", `?template=${template}`);
  }

  const confirm = () =>
    create.mutate({
      template: chosen.template.id,
      savedTemplateId: chosen.saved?.id,
      appId: app?.id,
    });
  const card = (choice: TemplateChoice) => (
    <TemplateCard
      key={choice.key}
      choice={choice}
      isChosen={choice === chosen}
      app={app}
      actions={choice.saved && <SavedTemplateActions saved={choice.saved} />}
      onConfirm={confirm}
    />
  );
  return (
    <>
      <PageBody>
        {create.error && (
          <MessageBar intent="error">
            <MessageBarBody>{failureOf(create.error).message}</MessageBarBody>
          </MessageBar>
        )}
        <div className={styles.columns}>
          <div>
            <h2 className={styles.heading} id="template-heading">
              Select a template
            </h2>
            <RadioGroup
              className={styles.group}
              aria-labelledby="template-heading"
              value={chosen.key}
              onChange={(_, data) => choose(data.value)}
              onKeyDown={(event) => {
                const isRadio = event.target instanceof HTMLInputElement;
                if (event.key === "Enter" && isRadio) confirm();
              }}
            >
              <div className={styles.cards}>{builtIn.map(card)}</div>
              {saved.length > 0 && (
                <>
                  <h2 className={styles.heading}>Your templates</h2>
                  <div className={styles.cards}>{saved.map(card)}</div>
                </>
              )}
            </RadioGroup>
          </div>
          <TemplateFacts choice={chosen} app={app} />
        </div>
      </PageBody>
      <FooterBar>
        <Button appearance="primary" onClick={confirm} disabled={create.isPending}>
          OK
        </Button>
        <Button onClick={() => router.push("/notifications")}>Cancel</Button>
        <span className={styles.note}>Nothing is saved until you choose a template.</span>
      </FooterBar>
    </>
  );
}
