"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { GroupStatus } from "@/components/groups/group-status";
import { CountCard } from "@/components/groups/side/count-card";
import { OverlapCard } from "@/components/groups/side/overlap-card";
import { StatisticsCard } from "@/components/groups/side/statistics-card";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { attributeOf } from "@/server/groups/grammar";
import { segmentTemplates } from "@/server/groups/segment-templates";
import { RuleEditor } from "./rule-editor";
import { SegmentActions } from "./segment-actions";
import { SegmentFields } from "./segment-fields";
import { SegmentFooter } from "./segment-footer";
import { useDraftRule } from "./use-draft-rule";
import { useSegmentCount, useSegmentOverview } from "./use-segment-count";

export type Segment = RouterOutputs["groups"]["segments"]["byId"];

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) 352px",
    gap: "32px",
    alignItems: "start",
    "@media (max-width: 1279.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  side: {
    display: "flex",
    flexDirection: "column",
    gap: "12px",
    position: "sticky",
    top: "8px",
    "@media (max-width: 1279.98px)": { position: "static" },
  },
  incomplete: {
    margin: "8px 0 0",
    fontSize: "12px",
    lineHeight: "16px",
    color: tokens.colorStatusWarningForeground3,
  },
});

/** A saved segment. */
export function SegmentPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.groups.segments.byId.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.state === "computing" ? 1_000 : false) },
    ),
  );
  return <SegmentBuilder key={id} segment={data} />;
}

/** SCREENS 07: fields, conditions and definition left; count, statistics and overlap right. */
export function SegmentBuilder({ segment }: { segment: Segment | undefined }) {
  const styles = useStyles();
  const start = useStart(segment);
  const [name, setName] = useState(start.name);
  const [appId, setAppId] = useState(start.appId);
  const draft = useDraftRule(start.rule);
  const counted = useSegmentCount(appId, draft.rule);
  const { overview, isCurrent } = useSegmentOverview(appId, draft.rule);
  const titles = draft.places.flatMap((place, box) =>
    place === undefined
      ? []
      : [{ title: `Filter ${box + 1}`, attribute: attributesOf(draft.rule.filters[place] ?? []) }],
  );
  const hasAlone = isCurrent && overview && !overview.isSmall;
  return (
    <>
      <PageHead
        crumbs={[{ label: "Customer groups", href: "/groups" }]}
        title={segment?.name ?? "New segment"}
        status={segment && <GroupStatus group={segment} />}
        subtitle="A rule that decides anew, every day and whenever you refresh it, who belongs."
        actions={<SegmentActions segment={segment} dispatch={draft.dispatch} />}
      />
      <PageBody>
        <div className={styles.columns}>
          <div>
            <SegmentFields
              name={name}
              onName={setName}
              appId={appId}
              onApp={setAppId}
              isAppFixed={segment !== undefined}
            />
            <RuleEditor draft={draft} alone={hasAlone ? overview.alone : undefined} />
            {draft.incomplete.length > 0 && (
              <p className={styles.incomplete} role="status">
                {draft.incomplete
                  .map((place) => `Filter ${place} is not complete and is not counted.`)
                  .join(" ")}
              </p>
            )}
          </div>
          <aside className={styles.side} aria-label="Who is in this segment">
            <CountCard {...counted} titles={titles} />
            {appId !== undefined && (
              <>
                <StatisticsCard overview={overview} />
                <OverlapCard appId={appId} ownId={segment?.id} rule={draft.rule} />
              </>
            )}
          </aside>
        </div>
      </PageBody>
      <SegmentFooter
        segment={segment}
        name={name}
        appId={appId}
        draft={draft}
        count={counted.count}
      />
    </>
  );
}

function attributesOf(conditions: { attribute: Parameters<typeof attributeOf>[0] }[]): string {
  const labels = conditions.map(({ attribute }) => attributeOf(attribute).label);
  return [...new Set(labels)].join(" or ");
}

/** What the form starts with: the segment, or the template and app that the address names. */
function useStart(segment: Segment | undefined) {
  const params = useSearchParams();
  const trpc = useTRPC();
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  if (segment) return { name: segment.name, appId: segment.app?.id, rule: segment.rule };
  const template = segmentTemplates.find(({ id }) => id === params.get("template"));
  const wanted = apps.find(({ id }) => String(id) === params.get("app"));
  const only = apps.length === 1 ? apps[0] : undefined;
  return { name: template?.name ?? "", appId: (wanted ?? only)?.id, rule: template?.rule };
}
