"use client";

import { useEffect, useRef, useState } from "react";

const halfTurnMs = 250;

export type TurnPhase = "rest" | "out" | "in";

/**
 * A new value replaces the old one in the middle of a turn. Values that come during the turn wait; of
 * several only the newest is shown.
 */
export function useTurn<T>(value: T, isOn: boolean): { shown: T; phase: TurnPhase } {
  const [shown, setShown] = useState(value);
  const [phase, setPhase] = useState<TurnPhase>("rest");
  const newest = useRef(value);
  useEffect(() => {
    newest.current = value;
    if (!isOn) setShown(() => value);
    else if (value !== shown && phase === "rest") setPhase("out");
  }, [value, shown, phase, isOn]);
  useEffect(() => {
    if (phase === "rest") return;
    const timer = setTimeout(() => {
      if (phase === "out") setShown(() => newest.current);
      setPhase(phase === "out" ? "in" : "rest");
    }, halfTurnMs);
    return () => clearTimeout(timer);
  }, [phase]);
  return { shown: isOn ? shown : value, phase: isOn ? phase : "rest" };
}

/** The index of what a queue shows: newest first, round and round. */
export function useQueueIndex(length: number, intervalMs: number): number {
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (length < 2) return;
    const timer = setInterval(() => setAt((before) => before + 1), intervalMs);
    return () => clearInterval(timer);
  }, [length, intervalMs]);
  return length === 0 ? 0 : at % length;
}

/** Whether the person asked for less motion. */
export function useReducedMotion(): boolean {
  const [isReduced, setReduced] = useState(false);
  useEffect(() => {
    const query = matchMedia("(prefers-reduced-motion: reduce)");
    const read = () => setReduced(query.matches);
    read();
    query.addEventListener("change", read);
    return () => query.removeEventListener("change", read);
  }, []);
  return isReduced;
}
