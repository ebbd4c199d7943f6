"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Count } from "@/components/groups/side/count-card";
import { MembersDialog } from "@/components/groups/side/members-dialog";
import { useMay } from "@/components/layout/use-session";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { FooterBar } from "@/components/ui/footer-bar";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";
import type { Segment } from "./segment-page";
import type { DraftRule } from "./use-draft-rule";

const useStyles = makeStyles({
  note: {
    fontSize: "12px",
    lineHeight: "16px",
    color: tokens.colorNeutralForeground3,
    "@media (max-width: 639.98px)": { display: "none" },
  },
  problem: { color: tokens.colorStatusDangerForeground1 },
  number: { fontWeight: 600, "@media (min-width: 1280px)": { display: "none" } },
});

/** Save, Cancel, from when it can be used, and what members look like. */
export function SegmentFooter(props: {
  segment: Segment | undefined;
  name: string;
  appId: number | undefined;
  draft: DraftRule;
  count: Count | undefined;
}) {
  const styles = useStyles();
  const format = useFormat();
  const router = useRouter();
  const trpc = useTRPC();
  const { count, appId, draft } = props;
  const { data: settings } = useQuery(trpc.groups.settings.overview.queryOptions());
  const writing = useMay(["owner", "manager", "marketer"], "change customer groups");
  const looking = useMay(["owner", "manager"], "see single customers");
  const [isLooking, setLooking] = useState(false);
  const saving = useSave(props);
  const missing = missingOf(props);
  const usable = settings?.segmentsWaitADay
    ? "Usable 24 hours after it is saved."
    : "Usable as soon as it is saved.";
  const shownSize = count && (count.isSmall ? "Small" : format.number(count.size));
  return (
    <FooterBar
      end={
        <>
          <span className={styles.number}>{shownSize}</span>
          {count && !count.isSmall && (
            <NotAllowed reason={looking.reason}>
              <Button
                appearance="transparent"
                disabledFocusable={!looking.may}
                onClick={() => looking.may && setLooking(true)}
              >
                Show 20 of these customers
              </Button>
            </NotAllowed>
          )}
        </>
      }
    >
      <NotAllowed reason={writing.reason}>
        <Button
          appearance="primary"
          disabledFocusable={!writing.may || saving.isPending}
          onClick={() => writing.may && saving.save(missing)}
        >
          Save
        </Button>
      </NotAllowed>
      <Button onClick={() => router.push("/groups")}>Cancel</Button>
      {saving.problem ? (
        <span className={styles.problem} role="alert">
          {saving.problem}
        </span>
      ) : (
        <span className={styles.note}>{usable}</span>
      )}
      {appId !== undefined && (
        <MembersDialog
          appId={appId}
          rule={draft.rule}
          isOpen={isLooking}
          onClose={() => setLooking(false)}
        />
      )}
    </FooterBar>
  );
}

function missingOf(props: { name: string; appId: number | undefined; draft: DraftRule }) {
  if (props.name.trim() === "") return "Give the group a name.";
  if (props.appId === undefined) return "Choose the app.";
  const [first] = props.draft.incomplete;
  return first === undefined ? undefined : `Complete or remove filter ${first} first.`;
}

function useSave(props: {
  segment: Segment | undefined;
  name: string;
  appId: number | undefined;
  draft: DraftRule;
}) {
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  const [missing, setMissing] = useState<string>();
  const onSuccess = async ({ id }: { id: number }) => {
    await queries.invalidateQueries(trpc.groups.pathFilter());
    message("Segment saved");
    if (!props.segment) router.push(`/groups/segments/${id}`);
  };
  const create = useMutation(trpc.groups.segments.create.mutationOptions({ onSuccess }));
  const update = useMutation(trpc.groups.segments.update.mutationOptions({ onSuccess }));
  const error = create.error ?? update.error;
  return {
    isPending: create.isPending || update.isPending,
    problem: missing ?? (error ? failureOf(error).message : undefined),
    save(problem: string | undefined) {
      setMissing(problem);
      if (problem !== undefined || props.appId === undefined) return;
      const { segment, name, appId } = props;
      const { rule } = props.draft;
      if (segment) update.mutate({ id: segment.id, ruleVersion: segment.ruleVersion, name, rule });
      else create.mutate({ name, appId, rule });
    },
  };
}
