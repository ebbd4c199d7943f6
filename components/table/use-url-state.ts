"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";

type Values = Record<string, string>;

/**
 * State a colleague may want to see, in the URL. Defaults are left out of it.
 *   const [state, setState] = useUrlState({ q: "", sort: "-sendTime", page: "1" });
 *   setState({ q: "win" }, { replace: true });   // while typing; everything else pushes
 * A change of anything but `page` goes back to page 1.
 */
export function useUrlState<T extends Values>(defaults: T) {
  const search = useSearchParams();
  const path = usePathname();
  const query = search.toString();
  // The defaults are written in place by the caller; their text tells whether they changed.
  const key = JSON.stringify(defaults);

  const state = useMemo(() => {
    const params = new URLSearchParams(query);
    const known = JSON.parse(key) as T;
    return Object.fromEntries(
      Object.entries(known).map(([name, value]) => [name, params.get(name) ?? value]),
    ) as { [K in keyof T]: string };
  }, [query, key]);

  const setState = useCallback(
    (changes: Partial<{ [K in keyof T]: string }>, options: { replace?: boolean } = {}) => {
      const params = new URLSearchParams(window.location.search);
      const known = JSON.parse(key) as Values;
      const all: Values = "page" in changes ? {} : { page: "1" };
      for (const [name, value] of Object.entries({ ...all, ...changes } as Values)) {
        if (value === (known[name] ?? "") || (name === "page" && value === "1")) {
          params.delete(name);
        } else params.set(name, value);
      }
      const text = params.toString();
      const url = text === "" ? path : `${path}?${text}`;
      if (options.replace) window.history.replaceState(null, "", url);
      else window.history.pushState(null, "", url);
    },
    [path, key],
  );

  return [state, setState] as const;
}
