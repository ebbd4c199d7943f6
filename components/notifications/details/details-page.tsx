"use client";

import { Button, makeStyles } from "@fluentui/react-components";
import { CopyRegular, QuestionCircleRegular, SaveRegular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { TabLinks } from "@/components/layout/tab-links";
import { useMay } from "@/components/layout/use-session";
import { CancelDialog } from "@/components/notifications/list/deed-dialogs";
import { plannedTimeText } from "@/components/notifications/list/send-time";
import { useDeeds } from "@/components/notifications/list/use-deeds";
import { SaveTemplateDialog } from "@/components/notifications/templates/save-template-dialog";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { useUrlState } from "@/components/table/use-url-state";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { Status } from "@/components/ui/status";
import { notificationLooks } from "@/components/ui/status-looks";
import { useFormat } from "@/components/ui/use-format";
import { ExportMenu } from "./export-menu";
import { SentContent } from "./sent-content";
import { StatisticsPanel } from "./statistics-panel";
import { type DetailTab, detailTabs } from "./tabs";
import { TimelinePanel } from "./timeline/timeline-panel";
import { WhyPanel } from "./why/why-panel";

const labels: Record<DetailTab, string> = {
  statistics: "Statistics",
  content: "Content",
  timeline: "Timeline",
};

const useStyles = makeStyles({
  split: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) 372px",
    gap: "24px",
    "@media (max-width: 1079.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
});

type Notification = RouterOutputs["notifications"]["byId"];
const movingMs = 1_000;
const restingMs = 15_000;

/** P-66: what became of one notification. */
export function DetailsPage(props: { id: number; tab: DetailTab }) {
  const [why, setWhy] = useUrlState({ why: "" });
  const isAsking = why.why !== "";
  const closeWhy = useCallback(() => setWhy({ why: "" }), [setWhy]);
  const onCustomer = useCallback(
    (customerId: number | undefined) =>
      setWhy({ why: String(customerId ?? "ask") }, { replace: true }),
    [setWhy],
  );
  const styles = useStyles();
  const trpc = useTRPC();
  const { data: notification } = useSuspenseQuery(
    trpc.notifications.byId.queryOptions(
      { id: props.id },
      {
        refetchInterval: (query) =>
          query.state.data && isMoving(query.state.data) ? movingMs : restingMs,
      },
    ),
  );
  return (
    <>
      <PageHead
        title={notification.name}
        crumbs={[{ label: "Notifications", href: "/notifications" }]}
        status={<Status look={notificationLooks[notification.status]} />}
        subtitle={<Subtitle notification={notification} />}
        actions={
          <>
            <Actions notification={notification} />
            {notification.frozenAt && <ExportMenu id={props.id} />}
            {!isAsking && (
              <Button
                appearance="subtle"
                icon={<QuestionCircleRegular />}
                onClick={() => setWhy({ why: "ask" })}
              >
                Why?
              </Button>
            )}
          </>
        }
      />
      <TabLinks
        label="About this notification"
        tabs={detailTabs.map((tab) => ({
          href: `/notifications/${props.id}?tab=${tab}`,
          label: labels[tab],
          isCurrent: tab === props.tab,
        }))}
      />
      <PageBody>
        <div className={isAsking ? styles.split : undefined}>
          <QueryBoundary
            fallback={<TableSkeleton rows={6} />}
            failed="The statistics could not be loaded."
          >
            {props.tab === "statistics" && (
              <StatisticsPanel notification={notification} isMoving={isMoving(notification)} />
            )}
            {props.tab === "content" && <SentContent notification={notification} />}
            {props.tab === "timeline" && <TimelinePanel id={props.id} />}
          </QueryBoundary>
          {isAsking && (
            <WhyPanel
              id={props.id}
              appNames={notification.apps.map(({ name }) => name).join(", ")}
              customerId={why.why === "ask" ? undefined : Number(why.why) || undefined}
              onCustomer={onCustomer}
              onClose={closeWhy}
            />
          )}
        </div>
      </PageBody>
    </>
  );
}

function isMoving({ status }: Notification): boolean {
  return status === "sending" || status === "scheduled";
}

function Subtitle({ notification }: { notification: Notification }) {
  const format = useFormat();
  const apps = notification.apps.map(({ name }) => name).join(", ");
  const kind = notification.kind === "toast" ? "Toast" : "Tile";
  const times = [
    plannedTimeText(notification, format),
    notification.finishedAt && `finished ${format.instant(notification.finishedAt)}`,
  ];
  const parts = [apps, kind, ...times, notification.pauseReason].filter(Boolean);
  return <>{parts.join(" · ")}</>;
}

function Actions({ notification }: { notification: Notification }) {
  const deeds = useDeeds(notification.id);
  const { may } = useMay(["owner", "manager", "marketer"], "do this");
  const [isCancelling, setCancelling] = useState(false);
  const [isSaving, setSaving] = useState(false);
  if (!may) return null;
  const { status, progress } = notification;
  const isSeries = notification.draft.schedule.repeat !== null;
  const canCancel = status === "scheduled" || status === "sending" || status === "paused";
  return (
    <>
      {(status === "sending" || (status === "scheduled" && isSeries)) && (
        <Button onClick={deeds.pause}>Pause</Button>
      )}
      {status === "paused" && (
        <Button appearance="primary" onClick={deeds.resume}>
          Resume
        </Button>
      )}
      {canCancel && <Button onClick={() => setCancelling(true)}>Cancel</Button>}
      <Button appearance="subtle" icon={<CopyRegular />} onClick={deeds.duplicate}>
        Duplicate
      </Button>
      <Button appearance="subtle" icon={<SaveRegular />} onClick={() => setSaving(true)}>
        Save as template
      </Button>
      <SaveTemplateDialog
        notificationId={notification.id}
        name={notification.name}
        isOpen={isSaving}
        onClose={() => setSaving(false)}
      />
      <CancelDialog
        subject={{
          name: notification.name,
          isSeries,
          recorded: progress?.recorded ?? 0,
          frozen: progress?.frozen ?? null,
        }}
        isOpen={isCancelling}
        onClose={() => setCancelling(false)}
        onConfirm={() => {
          setCancelling(false);
          deeds.cancel();
        }}
      />
    </>
  );
}
