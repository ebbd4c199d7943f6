"use client";

import {
  Button,
  makeStyles,
  Toast,
  ToastTitle,
  ToastTrigger,
  tokens,
  useToastController,
} from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import { Fragment, type KeyboardEvent, useState } from "react";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import { toasterId } from "@/components/ui/use-message";
import { definitionText } from "@/server/groups/definition-text";
import { ruleLimits } from "@/server/groups/grammar";
import type { DraftAction, DraftFilter } from "./draft-rule";
import { FilterBox } from "./filter-box";
import type { DraftRule } from "./use-draft-rule";

const useStyles = makeStyles({
  head: {
    display: "flex",
    alignItems: "baseline",
    justifyContent: "space-between",
    gap: "16px",
    paddingBottom: "4px",
    marginTop: "12px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: type.h2,
  link: { color: tokens.colorBrandForegroundLink, fontWeight: 400, minWidth: 0, padding: 0 },
  hint: { ...type.caption, color: tokens.colorNeutralForeground3, margin: "8px 0" },
  and: { ...type.caption, fontWeight: 600, padding: "4px 12px" },
  add: { color: tokens.colorBrandForegroundLink, marginTop: "4px" },
  definition: {
    margin: "4px 0 16px",
    padding: "11px",
    border: "1px solid transparent",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusLarge,
    fontFamily: tokens.fontFamilyMonospace,
    fontFeatureSettings: '"calt" 0',
    fontSize: "12px",
    lineHeight: "20px",
    overflowWrap: "anywhere",
    whiteSpace: "pre-wrap",
  },
  label: { ...type.h3, margin: "16px 0 0" },
});

const undoMs = 8_000;

/** Define inclusion conditions: boxes joined by AND, and the definition as text, live (segments.md 3). */
export function RuleEditor(props: { draft: DraftRule; alone: number[] | undefined }) {
  const styles = useStyles();
  const format = useFormat();
  const { draft, alone } = props;
  const { filters, dispatch, rule, places, incomplete } = draft;
  const [isHidden, setHidden] = useState(false);
  const remove = useUndoableRemove(filters, dispatch);

  function noteOf(place: number): string | undefined {
    if (incomplete.includes(place + 1) && places[place] === undefined) return undefined;
    const people = alone?.[places[place] ?? -1];
    return people === undefined
      ? undefined
      : `${format.number(people)} people meet this filter alone`;
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys for the whole section, each deed has its button.
    <div onKeyDown={(event) => onKeys(event, filters.length, dispatch)}>
      <div className={styles.head}>
        <h2 className={styles.title}>Define inclusion conditions</h2>
        <Button
          className={styles.link}
          appearance="transparent"
          size="small"
          aria-expanded={!isHidden}
          onClick={() => setHidden(!isHidden)}
        >
          {isHidden ? "Show conditions" : "Hide conditions"}
        </Button>
      </div>
      {!isHidden && (
        <>
          <p className={styles.hint}>
            Selections for App and Add-on acquisition date, Campaign ID, Store page view date, and
            Referrer URI domain are limited to data gathered over the last 90 days.
          </p>
          {filters.map((filter, place) => (
            <Fragment key={filter.key}>
              {place > 0 && <div className={styles.and}>AND</div>}
              <FilterBox
                filter={filter}
                place={place}
                note={noteOf(place)}
                dispatch={dispatch}
                onRemove={remove}
              />
            </Fragment>
          ))}
          <Button
            className={styles.add}
            appearance="transparent"
            icon={<AddRegular />}
            disabled={filters.length >= ruleLimits.filters}
            onClick={() => dispatch({ kind: "add-filter" })}
          >
            Add another filter
          </Button>
        </>
      )}
      <h3 className={styles.label} id="segment-definition">
        Segment definition
      </h3>
      <section className={styles.definition} aria-labelledby="segment-definition">
        {definitionText(rule)}
      </section>
    </div>
  );
}

/** Alt+A adds a filter, Alt+O an OR to the box with the focus, or to the last. */
function onKeys(event: KeyboardEvent, count: number, dispatch: (action: DraftAction) => void) {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const box = (event.target as HTMLElement).closest<HTMLElement>("[data-filter]");
  if (event.code === "KeyA") dispatch({ kind: "add-filter" });
  else if (event.code === "KeyO" && count > 0) {
    dispatch({ kind: "add-or", filter: box ? Number(box.dataset.filter) : count - 1 });
  } else return;
  event.preventDefault();
}

/** What was removed comes back within eight seconds. */
function useUndoableRemove(filters: DraftFilter[], dispatch: (action: DraftAction) => void) {
  const { dispatchToast } = useToastController(toasterId);
  return (action: DraftAction, what: string) => {
    const before = filters;
    dispatch(action);
    dispatchToast(
      <Toast>
        <ToastTitle
          action={
            <ToastTrigger>
              <Button
                appearance="transparent"
                size="small"
                onClick={() => dispatch({ kind: "restore", filters: before })}
              >
                Undo
              </Button>
            </ToastTrigger>
          }
        >
          {what} removed
        </ToastTitle>
      </Toast>,
      { intent: "info", timeout: undoMs },
    );
  };
}
