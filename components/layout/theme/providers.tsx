"use client";

import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  renderToStyleElements,
  SSRProvider,
  Toaster,
} from "@fluentui/react-components";
import { useServerInsertedHTML } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { QueryProvider } from "@/components/trpc/query-provider";
import { toasterId } from "@/components/ui/use-message";
import { heraldTheme } from "./herald-theme";

/** Fluent with server rendering, and the queries. The nonce lets its styles pass the CSP. */
export function Providers(props: { nonce: string | undefined; children: ReactNode }) {
  // A refresh brings a new nonce; the document keeps the one it was loaded with.
  const [nonce] = useState(props.nonce);
  const [renderer] = useState(() =>
    createDOMRenderer(typeof document === "undefined" ? undefined : document, {
      styleElementAttributes: nonce ? { nonce } : {},
    }),
  );
  const inserted = useRef(false);
  useServerInsertedHTML(() => {
    if (inserted.current) return null;
    inserted.current = true;
    return renderToStyleElements(renderer);
  });
  return (
    <RendererProvider renderer={renderer}>
      <SSRProvider>
        <FluentProvider theme={heraldTheme} className="herald-provider">
          <QueryProvider>{props.children}</QueryProvider>
          <Toaster toasterId={toasterId} position="bottom-end" />
        </FluentProvider>
      </SSRProvider>
    </RendererProvider>
  );
}
