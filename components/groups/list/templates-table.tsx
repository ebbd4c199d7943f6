"use client";

import { Button } from "@fluentui/react-components";
import { CopyRegular } from "@fluentui/react-icons";
import { useRouter } from "next/navigation";
import { useMay } from "@/components/layout/use-session";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { definitionText } from "@/server/groups/definition-text";
import { type SegmentTemplate, segmentTemplates } from "@/server/groups/segment-templates";

const columns: Column<SegmentTemplate>[] = [
  { key: "name", label: "Template", cell: ({ name }) => name },
  { key: "description", label: "Who", cell: ({ description }) => description },
  {
    key: "definition",
    label: "Definition",
    hideBelowMedium: true,
    cell: ({ rule }) => definitionText(rule),
  },
];

/** Segment templates: Copy opens the builder with the rule filled in, to use as is or to change. */
export function TemplatesTable() {
  const router = useRouter();
  const { may } = useMay(["owner", "manager", "marketer"], "create customer groups");
  return (
    <DataTable
      caption="Segment templates"
      columns={columns}
      rows={[...segmentTemplates]}
      rowKey={({ id }) => id}
      empty={<EmptyState text="No templates." />}
      actions={({ id, name }) => (
        <Button
          icon={<CopyRegular />}
          disabled={!may}
          aria-label={`Copy ${name}`}
          onClick={() => router.push(`/groups/segments/new?template=${id}`)}
        >
          Copy
        </Button>
      )}
    />
  );
}
