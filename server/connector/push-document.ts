import { createElement, createText } from "@/content/document";
import { dismissOnly } from "@/content/native/elements";
import { serializeNode } from "@/content/serialize";
import type { PushInput } from "./schema";

/** The toast of a call: its message, and in the launch arguments what `param("CaseID")` reads (C-15). */
export function pushDocument(push: Pick<PushInput, "message" | "openApp" | "params">): string {
  const attributes: Record<string, string> = push.openApp
    ? { launch: launchArguments(push.params) }
    : { launch: dismissOnly, activationType: "background" };
  return toast(push.message, attributes);
}

function toast(message: string, attributes: Record<string, string>): string {
  const text = createElement("text", {}, [createText(message)]);
  const binding = createElement("binding", { template: "ToastGeneric" }, [text]);
  const visual = createElement("visual", {}, [binding]);
  return serializeNode(createElement("toast", attributes, [visual]));
}

/** `name=value` pairs joined by `;`, with `%`, `;` and `=` escaped: what the SDK's readParam takes apart. */
export function launchArguments(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .map((pair) => pair.map(escapePart).join("="))
    .join(";");
}

function escapePart(text: string): string {
  return text.replace(/[%;=]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
