"use client";

import { PageFailed } from "@/components/layout/trouble";

export default function RootError(props: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <PageFailed digest={props.error.digest} onRetry={props.reset} />;
}
