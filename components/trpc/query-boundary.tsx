"use client";

import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, type ReactNode, Suspense } from "react";
import { ErrorBar } from "@/components/ui/error-bar";
import { failureOf } from "./failure";

interface Props {
  children: ReactNode;
  fallback: ReactNode;
  /** What could not be done, for example "The list could not be loaded." */
  failed?: string;
}

/** One widget's waiting and failing: the skeleton in its shape, the error in its place. */
export function QueryBoundary(props: Props) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ErrorCatcher failed={props.failed} onReset={reset}>
          <Suspense fallback={props.fallback}>{props.children}</Suspense>
        </ErrorCatcher>
      )}
    </QueryErrorResetBoundary>
  );
}

class ErrorCatcher extends Component<
  { children: ReactNode; failed: string | undefined; onReset: () => void },
  { error: unknown }
> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  private readonly retry = () => {
    this.props.onReset();
    this.setState({ error: undefined });
  };

  override render() {
    if (this.state.error === undefined) return this.props.children;
    const failure = failureOf(this.state.error);
    return (
      <ErrorBar
        title={this.props.failed}
        message={failure.message}
        requestId={failure.requestId}
        onRetry={this.retry}
      />
    );
  }
}
