"use client";

import { MessageBar, MessageBarBody, makeStyles } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: "16px" } });

/** Why Next does not go on, wherever the field is: in the form, in the XML, in another language or nowhere. */
export function RefusedNext({ problems }: { problems: StepProblems }) {
  const styles = useStyles();
  const { refused, refusals } = problems;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) place.current?.scrollIntoView({ block: "nearest" });
  }, [refusals]);
  const [first] = refused;
  if (first === undefined) return null;
  return (
    <div ref={place} role="alert">
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          {refused.length === 1 ? (
            first
          ) : (
            <ul className={styles.list}>
              {[...new Set(refused)].map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          )}
        </MessageBarBody>
      </MessageBar>
    </div>
  );
}
