"use client";

import { mergeClasses } from "@fluentui/react-components";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useTabStyles } from "./tab-links";

export interface TabItem<Key extends string> {
  key: Key;
  label: ReactNode;
  /** Said instead of the label. */
  name?: string;
  className?: string;
}

const steps: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Tabs that change what is shown without an address of their own. Not Fluent's TabList: its hidden focus
 * sentinels fail the aria-hidden-focus check and do not survive hydration inside a Suspense boundary.
 */
export function Tabs<Key extends string>(props: {
  label: string;
  items: readonly TabItem<Key>[];
  selected: Key;
  onSelect(key: Key): void;
  /** Without the line and the room of a page's own tabs. */
  isInline?: boolean;
}) {
  const styles = useTabStyles();
  const list = useRef<HTMLDivElement>(null);
  const { selected } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is selected now comes into view
  useEffect(() => {
    const current = list.current?.querySelector('[aria-selected="true"]');
    current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [selected]);

  function move(event: KeyboardEvent): void {
    const index = props.items.findIndex(({ key }) => key === props.selected);
    const next = steps[event.key]?.(index, props.items.length);
    const item = next === undefined ? undefined : props.items[next];
    if (!item || next === undefined) return;
    event.preventDefault();
    props.onSelect(item.key);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  }

  const buttons = (
    <div
      ref={list}
      role="tablist"
      aria-label={props.label}
      className={styles.list}
      onKeyDown={move}
    >
      {props.items.map(({ key, label, name, className }) => (
        <button
          key={key}
          type="button"
          role="tab"
          aria-selected={key === props.selected}
          aria-label={name}
          tabIndex={key === props.selected ? 0 : -1}
          className={mergeClasses(styles.link, key === props.selected && styles.current, className)}
          onClick={() => props.onSelect(key)}
        >
          {label}
        </button>
      ))}
    </div>
  );
  return props.isInline ? buttons : <div className={styles.root}>{buttons}</div>;
}
