"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import Link from "next/link";
import { ErrorBar } from "@/components/ui/error-bar";
import { type } from "@/components/ui/tokens";
import { PageBody } from "./page-body";
import { PageHead } from "./page-head";

const useStyles = makeStyles({
  text: { ...type.body, margin: "0 0 16px", color: tokens.colorNeutralForeground2 },
  link: { color: tokens.colorBrandForegroundLink },
});

/** An address that leads nowhere, or to something of another publisher: both look the same. */
export function NothingHere() {
  const styles = useStyles();
  return (
    <>
      <PageHead title="There is nothing here" />
      <PageBody>
        <p className={styles.text}>
          The address may be mistyped, or what was here has been deleted.{" "}
          <Link className={styles.link} href="/">
            Go to Notifications
          </Link>
        </p>
      </PageBody>
    </>
  );
}

/** A page that failed as a whole. `digest` finds the line in the log. */
export function PageFailed(props: { digest: string | undefined; onRetry: () => void }) {
  return (
    <>
      <PageHead title="This page could not be shown" />
      <PageBody>
        <ErrorBar
          message="Something went wrong on our side. Nothing you did is lost."
          requestId={props.digest}
          onRetry={props.onRetry}
        />
      </PageBody>
    </>
  );
}
