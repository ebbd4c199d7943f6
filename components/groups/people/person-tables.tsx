"use client";

import { PhoneLaptop32Regular } from "@fluentui/react-icons";
import { AppLink } from "@/components/layout/app-link";
import { reasonLabels } from "@/components/notifications/reasons";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { deliveryLooks, verdictLooks } from "@/components/ui/status-looks";
import { useFormat } from "@/components/ui/use-format";
import { deviceTypeLabel } from "@/server/customers/attributes";
import type { PersonDetails } from "./person-page";

type Installation = PersonDetails["installations"][number];
type Received = PersonDetails["received"][number];

export function DevicesTable({ installations }: { installations: Installation[] }) {
  const format = useFormat();
  const columns: Column<Installation>[] = [
    {
      key: "app",
      label: "App",
      cell: (row) => `${row.appName} ${row.appVersion}`,
    },
    {
      key: "device",
      label: "Device",
      cell: deviceWords,
    },
    { key: "install", label: "Installation", hideBelowMedium: true, cell: (row) => row.installId },
    {
      key: "language",
      label: "Language and time zone",
      cell: (row) => `${row.language}, ${row.timeZone ?? "not known"}`,
    },
    { key: "state", label: "Push channel", cell: (row) => channelWords(row, format.date) },
    {
      key: "active",
      label: `Last active (${format.zone})`,
      align: "end",
      cell: (row) => format.dateTime(row.lastActiveAt),
    },
  ];
  return (
    <DataTable
      caption="Devices"
      columns={columns}
      rows={installations}
      rowKey={({ id }) => id}
      density="tight"
      empty={
        <EmptyState icon={<PhoneLaptop32Regular />} text="No app has registered a device yet." />
      }
    />
  );
}

/** "PC, 10.0.26100.7171", "Browser" */
function deviceWords({ deviceType, osVersion }: Installation): string {
  return [deviceTypeLabel(deviceType), osVersion].filter(Boolean).join(", ") || "Not known";
}

function channelWords(row: Installation, date: (at: Date) => string): string {
  if (row.status === "gone") return row.goneAt ? `Gone since ${date(row.goneAt)}` : "Gone";
  return row.isOptedOut ? "Alive, opted out" : "Alive";
}

export function ReceivedTable(props: { customerId: number; received: Received[] }) {
  const format = useFormat();
  const columns: Column<Received>[] = [
    {
      key: "name",
      label: "Notification",
      cell: (row) => (
        <AppLink href={`/notifications/${row.notificationId}?why=${props.customerId}`}>
          {row.name}
        </AppLink>
      ),
    },
    { key: "app", label: "App", hideBelowMedium: true, cell: (row) => row.appName },
    { key: "outcome", label: "Outcome", cell: (row) => <Outcome received={row} /> },
    {
      key: "launched",
      label: `Opened (${format.zone})`,
      align: "end",
      hideBelowMedium: true,
      cell: (row) => (row.launchedAt ? format.dateTime(row.launchedAt) : "—"),
    },
    {
      key: "at",
      label: `When (${format.zone})`,
      align: "end",
      cell: (row) => format.dateTime(row.at),
    },
  ];
  return (
    <DataTable
      caption="Recent notifications"
      columns={columns}
      rows={props.received}
      rowKey={({ notificationId, registrationId }) => `${notificationId} ${registrationId}`}
      density="tight"
      empty={
        <EmptyState icon={<PhoneLaptop32Regular />} text="Nothing was sent to this person yet." />
      }
    />
  );
}

/** Who fell out after the freeze has a reason and no status of the seed. */
function Outcome({ received }: { received: Received }) {
  const { status, reason } = received;
  if (status !== "skipped") return <Status look={deliveryLooks[status]} />;
  const isAge = reason === "under_age" || reason === "no_account";
  const words = isAge ? "Not eligible for notifications" : reasonLabels[reason];
  return <Status look={{ ...verdictLooks.skipped, label: `Not sent: ${words.toLowerCase()}` }} />;
}
