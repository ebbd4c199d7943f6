"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { AddRegular, DismissRegular } from "@fluentui/react-icons";
import { Fragment } from "react";
import { type } from "@/components/ui/tokens";
import { ruleLimits } from "@/server/groups/grammar";
import { ConditionRow } from "./condition-row";
import type { DraftAction, DraftFilter } from "./draft-rule";

const useStyles = makeStyles({
  box: {
    backgroundColor: tokens.colorNeutralBackground3,
    // Seen only in forced colours, where the background is not.
    border: "1px solid transparent",
    borderRadius: tokens.borderRadiusLarge,
    padding: "7px 11px",
  },
  head: { display: "flex", alignItems: "center", gap: "8px", minHeight: "32px" },
  title: { ...type.h3, fontSize: "13px" },
  note: { ...type.caption, color: tokens.colorNeutralForeground3 },
  remove: { marginLeft: "auto" },
  or: {
    ...type.caption,
    display: "flex",
    alignItems: "center",
    gap: "8px",
    color: tokens.colorNeutralForeground2,
    padding: "2px 0",
    "::after": {
      content: '""',
      flexGrow: 1,
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  add: { color: tokens.colorBrandForegroundLink, fontWeight: 400, marginTop: "2px" },
});

/** A filter: rows joined by OR. `note` says how many people meet it alone, or that it is not counted. */
export function FilterBox(props: {
  filter: DraftFilter;
  place: number;
  note: string | undefined;
  dispatch(action: DraftAction): void;
  onRemove(action: DraftAction, what: string): void;
}) {
  const styles = useStyles();
  const { filter, place, dispatch } = props;
  const title = `Filter ${place + 1}`;
  return (
    <section className={styles.box} aria-label={title} data-filter={place}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {props.note && <span className={styles.note}>{props.note}</span>}
        <Button
          className={styles.remove}
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={`Remove ${title}`}
          onClick={() => props.onRemove({ kind: "remove-filter", filter: place }, title)}
        />
      </div>
      {filter.conditions.map((condition, row) => (
        <Fragment key={condition.key}>
          {row > 0 && <div className={styles.or}>OR</div>}
          <ConditionRow
            name={`${title}, condition ${row + 1}`}
            condition={condition}
            onChange={(changes) =>
              dispatch({ kind: "change", filter: place, condition: row, changes })
            }
            onRemove={() =>
              props.onRemove(
                { kind: "remove-condition", filter: place, condition: row },
                `${title}, condition ${row + 1}`,
              )
            }
          />
        </Fragment>
      ))}
      <Button
        className={styles.add}
        appearance="transparent"
        size="small"
        icon={<AddRegular />}
        disabled={filter.conditions.length >= ruleLimits.conditionsPerFilter}
        onClick={() => dispatch({ kind: "add-or", filter: place })}
      >
        OR statement
      </Button>
    </section>
  );
}
