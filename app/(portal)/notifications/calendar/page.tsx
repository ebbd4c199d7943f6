import type { Metadata } from "next";
import { CalendarPage } from "@/components/notifications/calendar/calendar-page";
import { daysOf } from "@/components/notifications/calendar/days-of";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Send calendar" };

export default async function Page(props: { searchParams: Promise<{ days?: string }> }) {
  const page = await portalQueries();
  const days = daysOf((await props.searchParams).days);
  await page.prefetch(page.trpc.notifications.calendar.overview.queryOptions({ days }));
  return (
    <HydrateQueries state={page.state()}>
      <CalendarPage />
    </HydrateQueries>
  );
}
