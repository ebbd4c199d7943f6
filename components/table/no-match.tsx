"use client";

import { Button } from "@fluentui/react-components";
import { Filter32Regular } from "@fluentui/react-icons";
import { EmptyState } from "@/components/ui/empty-state";

/** Rows exist, but not with these filters. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<Filter32Regular />}
      text="Nothing matches these filters."
      action={<Button onClick={onClear}>Clear filters</Button>}
    />
  );
}
