"use client";

import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { SendCalendar } from "./send-calendar";

export function CalendarPage() {
  return (
    <>
      <PageHead
        title="Send calendar"
        crumbs={[{ label: "Notifications", href: "/notifications" }]}
        subtitle="What is planned, and how many people get several close together."
      />
      <PageBody>
        <QueryBoundary
          fallback={<TableSkeleton rows={6} />}
          failed="The calendar could not be computed."
        >
          <SendCalendar />
        </QueryBoundary>
      </PageBody>
    </>
  );
}
