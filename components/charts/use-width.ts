import { type RefObject, useEffect, useState } from "react";

/** The width of an element, followed as it changes. */
export function useWidth(element: RefObject<HTMLElement | null>, initial = 540): number {
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(entry.contentRect.width);
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
