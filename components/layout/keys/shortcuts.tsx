"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { allNavItems } from "@/components/layout/nav-items";
import { useSession } from "@/components/layout/use-session";
import { type Layer, onLayer } from "./layers";

// Loaded when they are first opened: no page needs them to start.
const CommandDialog = dynamic(() => import("./command-dialog").then((m) => m.CommandDialog));
const KeysDialog = dynamic(() => import("./keys-dialog").then((m) => m.KeysDialog));

const chordMs = 1_200;

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element) return false;
  const isField = /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.isContentEditable;
  return isField || Boolean(element.closest?.('[role="dialog"], [role="menu"], [role="listbox"]'));
}

/** N clicks what a page marks as its deed, / focuses what it marks as its search box. */
function actOnPage(key: string): boolean {
  const selector = key === "n" ? '[data-shortcut="n"]' : '[data-shortcut="/"]';
  const target = document.querySelector<HTMLElement>(selector);
  if (!target) return false;
  if (key === "n") target.click();
  else target.focus();
  return true;
}

/** The keys of SCREENS 2 and the layers they open. */
export function Shortcuts() {
  const router = useRouter();
  const { preferences } = useSession();
  const [layer, setLayer] = useState<Layer>();
  const chordUntil = useRef(0);

  useEffect(() => onLayer(setLayer), []);

  useEffect(() => {
    function go(key: string): boolean {
      const item = allNavItems.find((candidate) => candidate.key === key);
      if (item) router.push(item.href);
      return Boolean(item);
    }
    function single(key: string): boolean {
      if (Date.now() < chordUntil.current) {
        chordUntil.current = 0;
        return go(key);
      }
      if (key === "g") chordUntil.current = Date.now() + chordMs;
      if (key === "?") setLayer("keys");
      return key === "g" || key === "?" || ((key === "n" || key === "/") && actOnPage(key));
    }
    function onKey(event: KeyboardEvent): void {
      const key = event.key.toLowerCase();
      if ((event.ctrlKey || event.metaKey) && key === "k" && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        setLayer("search");
        return;
      }
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
      if (!isPlain || !preferences.singleKeys || isTyping(event.target)) return;
      if (single(key)) event.preventDefault();
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [router, preferences.singleKeys]);

  const close = () => setLayer(undefined);
  return (
    <>
      {layer === "search" && <CommandDialog onClose={close} />}
      {layer === "keys" && <KeysDialog onClose={close} />}
    </>
  );
}
