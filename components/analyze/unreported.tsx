"use client";

import { Button } from "@fluentui/react-components";
import { DataUsageRegular } from "@fluentui/react-icons";
import { useRouter } from "next/navigation";
import { EmptyState } from "@/components/ui/empty-state";
import { useAnalyzeState } from "./analyze-state";

/** In the place of everything: no toast went out in the period. */
export function NoToasts(props: { isFiltered: boolean }) {
  const [state, setState] = useAnalyzeState();
  const clear = <Button onClick={() => setState({ app: "", market: "" })}>Clear filters</Button>;
  const longer = (
    <Button onClick={() => setState({ period: "12m", from: "", to: "", day: "" })}>
      Show 12 months
    </Button>
  );
  const action = props.isFiltered ? clear : state.period === "12m" ? undefined : longer;
  return (
    <EmptyState
      icon={<DataUsageRegular />}
      text="No toasts were sent in this period."
      action={action}
    />
  );
}

/** In the place of the graphs: toasts went out, but nothing came back. */
export function NoReports(props: { apps: { id: number; name: string }[]; isTracked: boolean }) {
  const router = useRouter();
  const [app] = props.apps;
  if (!props.isTracked) {
    return (
      <EmptyState
        icon={<DataUsageRegular />}
        text="None of these toasts asked what customers did. Tick Track app launch rate in the content of the next one."
      />
    );
  }
  const names = props.apps.map(({ name }) => name).join(" and ");
  return (
    <EmptyState
      icon={<DataUsageRegular />}
      text={`${names} ${props.apps.length === 1 ? "does" : "do"} not report what customers do. Add the SDK call to see it.`}
      action={app && <Button onClick={() => router.push(`/apps/${app.id}`)}>Show me how</Button>}
    />
  );
}
