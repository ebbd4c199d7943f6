"use client";

import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";

/** For Fluent's own anchors: a plain click stays inside the portal, any other is the browser's. */
export function usePlainClick(): (event: MouseEvent<HTMLElement>, href: string) => void {
  const router = useRouter();
  return (event, href) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.push(href);
  };
}
