import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { AppGlyph } from "@/components/preview/app-glyph";
import { measureCuts } from "@/components/preview/measure-cuts";
import { MiniTile, MiniToast } from "@/components/preview/mini-preview";
import { BadgeSign } from "@/components/preview/tile/badge-sign";
import { TilePreview } from "@/components/preview/tile-preview";
import { NotificationCentrePreview, ToastPreview } from "@/components/preview/toast-preview";
import { parsePayload } from "@/content/parse";

/** What the specs of the preview reach inside the page: every component by name. */
const components = {
  AppGlyph,
  BadgeSign,
  MiniTile,
  MiniToast,
  NotificationCentrePreview,
  TilePreview,
  ToastPreview,
};

const app = { name: "Contoso Runner", iconGlyph: "runner", iconColor: "#0078D7" };

const roots = new Map<Element, Root>();

function draw(host: Element, name: keyof typeof components, props: object): void {
  const root = roots.get(host) ?? createRoot(host);
  roots.set(host, root);
  flushSync(() => root.render(createElement(components[name] as never, props)));
}

/** Nothing is drawn any more, and nothing is remembered. */
function clear(host: Element): void {
  roots.get(host)?.unmount();
  roots.delete(host);
}

function drawCentre(host: Element, xmls: readonly string[]): void {
  const toasts = xmls.flatMap((xml) => {
    const parsed = parsePayload(xml);
    return parsed.ok ? [{ document: parsed.document }] : [];
  });
  draw(host, "NotificationCentrePreview", { app, toasts });
}

Object.assign(globalThis, { preview: { clear, draw, drawCentre, measureCuts } });
