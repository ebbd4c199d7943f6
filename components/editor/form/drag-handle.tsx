"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { ReOrderDotsVerticalRegular } from "@fluentui/react-icons";
import { type PointerEvent, useRef } from "react";
import { elementAt, type NodePath, type XmlDocument } from "@/content/document";
import { moveElement, moveElementTo } from "@/content/editor/move";
import { pathKey, useFormDeeds, usePayloadForm } from "./form-context";

const useStyles = makeStyles({
  handle: {
    display: "inline-flex",
    padding: "4px 0",
    color: tokens.colorNeutralForeground3,
    cursor: "grab",
    // A finger on it drags; elsewhere it scrolls.
    touchAction: "none",
    ":active": { cursor: "grabbing" },
  },
});

/** Marks for CSS: what is dragged, and where it would go. */
export const dragMarks = { dragged: "data-dragged", drop: "data-drop" } as const;

interface Drag {
  card: HTMLElement;
  over?: { card: HTMLElement; index: number };
}

/**
 * Moves an element among its like with a pointer. Keyboards have Alt with the arrows and the buttons beside, so it
 * takes no focus and is hidden from readers. Only there where there is another place.
 */
export function DragHandle({ path }: { path: NodePath }) {
  const styles = useStyles();
  const { document } = usePayloadForm();
  const { change } = useFormDeeds();
  const drag = useRef<Drag>(undefined);
  if (!moveElement(document, path, -1) && !moveElement(document, path, 1)) return null;

  function start(event: PointerEvent<HTMLElement>): void {
    const card = event.currentTarget.closest<HTMLElement>("[data-item]");
    if (!card || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    card.setAttribute(dragMarks.dragged, "");
    drag.current = { card };
  }

  function move(event: PointerEvent<HTMLElement>): void {
    if (!drag.current) return;
    unmark(drag.current.over?.card);
    const { card } = drag.current;
    const over = targetAt({ x: event.clientX, y: event.clientY }, { card, document, path });
    drag.current.over = over;
    const isBefore = over && over.index < (path.at(-1) ?? 0);
    over?.card.setAttribute(dragMarks.drop, isBefore ? "before" : "after");
  }

  function end(isDropped: boolean): void {
    const { card, over } = drag.current ?? {};
    drag.current = undefined;
    card?.removeAttribute(dragMarks.dragged);
    unmark(over?.card);
    if (isDropped && over) change((current) => moveElementTo(current, path, over.index));
  }

  return (
    <span
      aria-hidden="true"
      className={styles.handle}
      data-drag={pathKey(path)}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
    >
      <ReOrderDotsVerticalRegular />
    </span>
  );
}

function unmark(card: HTMLElement | undefined): void {
  card?.removeAttribute(dragMarks.drop);
}

/** The card under the pointer whose element stands beside the dragged one and is of its kind. */
function targetAt(
  { x, y }: { x: number; y: number },
  { card, document, path }: { card: HTMLElement; document: XmlDocument; path: NodePath },
): Drag["over"] {
  const parent = path.slice(0, -1);
  const name = elementAt(document, path)?.name;
  for (const hit of window.document.elementsFromPoint(x, y)) {
    const other = hit.closest<HTMLElement>("[data-item]");
    const key = other?.dataset.item;
    if (!other || other === card || key === undefined) continue;
    const index = Number(key.split("/").at(-1));
    const candidate = [...parent, index];
    if (pathKey(candidate) !== key || elementAt(document, candidate)?.name !== name) continue;
    return { card: other, index };
  }
  return undefined;
}
