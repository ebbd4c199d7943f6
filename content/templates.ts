import {
  createElement,
  createText,
  type XmlDocument,
  type XmlElement,
  type XmlNode,
} from "./document";
import { serialize } from "./serialize";

export type TemplateId =
  | "blank-toast"
  | "blank-tile"
  | "rate"
  | "feedback"
  | "cross-promote"
  | "sale"
  | "update";

/** What a template may know of the app it is built for. */
export interface TemplateApp {
  name: string;
  storeId?: string | null;
  packageFamilyName?: string | null;
}

export interface NotificationTemplate {
  readonly id: TemplateId;
  /** P-26. */
  readonly title: string;
  /** One line for the card. */
  readonly summary: string;
  /** For the pane beside the cards. */
  readonly description: string;
  readonly kind: "toast" | "tile";
  readonly activationType?: "foreground" | "protocol";
  /** False where opening is not an app launch (P-71) or a tile: the box is then disabled (P-43). */
  readonly canTrack: boolean;
  /** One app only, no group, no send time (P-61). */
  readonly singleAppOnly: boolean;
  /** Texts and buttons in English; `{app}` stands for the app's name. Phrasebooks key on these. */
  readonly texts: readonly string[];
  readonly buttons: readonly string[];
}

const toast = { kind: "toast", singleAppOnly: false, texts: [], buttons: [] } as const;
const opensStore = { ...toast, activationType: "protocol", canTrack: false } as const;

/** The seven templates in the seed's order (P-26, P-52 to P-61). */
export const templates: readonly NotificationTemplate[] = [
  {
    ...toast,
    id: "blank-toast",
    title: "Blank (Toast)",
    summary: "Start with an empty notification",
    description:
      "An empty toast to fill as you like. A toast pops up while the customer is in another app, on Start or on the desktop.",
    activationType: "foreground",
    canTrack: true,
    texts: ["", ""],
  },
  {
    ...toast,
    id: "blank-tile",
    title: "Blank (Tile)",
    summary: "A live tile on Start, in up to four sizes",
    description:
      "An empty tile update. What the app’s tile on Start shows changes until the next update or until it expires.",
    kind: "tile",
    canTrack: false,
    texts: ["", ""],
  },
  {
    ...opensStore,
    id: "rate",
    title: "Ask for ratings (Toast)",
    summary: "Opens the rating page of your app in the Store",
    description:
      "Asks customers to rate your app. Selecting the toast opens the rating page in the Microsoft Store.",
    texts: ["Enjoying {app}?", "A rating takes ten seconds and helps others find {app}."],
    buttons: ["Rate now", "Not now"],
  },
  {
    ...opensStore,
    id: "feedback",
    title: "Ask for feedback (Toast)",
    summary: "Opens Feedback Hub for your app",
    description:
      "Asks customers what they think of your app. Selecting the toast opens Feedback Hub. Put your package family name into Launch before you send.",
    texts: ["How is {app}?", "Tell us what works for you and what doesn’t."],
  },
  {
    ...opensStore,
    id: "cross-promote",
    title: "Cross-promote (Toast)",
    summary: "Opens the Store page of another app",
    description:
      "Recommends another app of yours. Selecting the toast opens that app’s Store page. Put its Store ID into Launch before you send.",
    texts: ["There is more from us", "From the makers of {app}: take a look at our other app."],
  },
  {
    ...opensStore,
    id: "sale",
    title: "Promote a sale (Toast)",
    summary: "Opens the Store page of your app",
    description:
      "Announces a deal for your app. Selecting the toast opens your app’s page in the Microsoft Store.",
    texts: ["{app} is on sale", "See the offer in the Store before it ends."],
  },
  {
    ...opensStore,
    id: "update",
    title: "Prompt for update (Toast)",
    summary:
      "For customers below the latest version. One app, all of its customers, within 24 hours",
    description:
      "Encourages customers on an older version to update. Selecting the toast opens Downloads and updates in the Store. Goes to one app, has no customer group and no send time: it is spread over 24 hours.",
    singleAppOnly: true,
    texts: ["A new version of {app} is here", "Update now to get what is new."],
  },
];

export function templateById(id: TemplateId): NotificationTemplate {
  const found = templates.find((template) => template.id === id);
  if (!found) throw new RangeError(`There is no template “${id}”.`);
  return found;
}

export interface BuiltTemplate {
  kind: "toast" | "tile";
  xml: string;
  activationType?: "foreground" | "protocol";
  launch?: string;
  trackLaunches: boolean;
}

/**
 * The first draft of a notification. Launch defaults are the documented ones (P-54 to P-60): the two
 * placeholders the seed wants replaced stay verbatim, and an unknown Store ID stays one too, so that
 * findPlaceholders reports it before anything is sent (P-62).
 */
export function buildTemplate(id: TemplateId, app: TemplateApp): BuiltTemplate {
  const template = templateById(id);
  const { kind, activationType, canTrack } = template;
  const launch = launchOf(id, app);
  const root = kind === "tile" ? tileRoot() : toastRoot(template, app, launch);
  const document: XmlDocument = { prolog: "", root: indented(root, 0), epilog: "" };
  return { kind, xml: serialize(document), activationType, launch, trackLaunches: canTrack };
}

function launchOf(id: TemplateId, { storeId, packageFamilyName }: TemplateApp): string | undefined {
  switch (id) {
    case "rate":
      return storeId || !packageFamilyName
        ? `ms-windows-store://review/?ProductId=${storeId || "{StoreId}"}`
        : `ms-windows-store://review/?PFN=${packageFamilyName}`;
    case "feedback":
      return "windows-feedback://?appid={PACKAGE_FAMILY_NAME}";
    case "cross-promote":
      return "ms-windows-store://pdp/?productid={ProductId you want to promote here}";
    case "sale":
      return `ms-windows-store://pdp/?ProductId=${storeId || "{StoreId}"}`;
    case "update":
      return "ms-windows-store://downloadsandupdates";
    default:
      return undefined;
  }
}

function toastRoot(
  { activationType, texts, buttons }: NotificationTemplate,
  app: TemplateApp,
  launch: string | undefined,
): XmlElement {
  const lines = texts.map((text) => textElement(text.replaceAll("{app}", () => app.name)));
  const binding = createElement("binding", { template: "ToastGeneric" }, lines);
  const visual = createElement("visual", {}, [binding]);
  return createElement("toast", { activationType, launch }, [
    visual,
    ...actionsOf(buttons, launch),
  ]);
}

/** First button = what a click on the toast does, second = the system's own dismissal. */
function actionsOf([accept, decline]: readonly string[], launch?: string): XmlElement[] {
  if (!accept || !decline) return [];
  const arguments_ = launch ?? "";
  return [
    createElement("actions", {}, [
      createElement("action", {
        content: accept,
        activationType: "protocol",
        arguments: arguments_,
      }),
      createElement("action", { content: decline, activationType: "system", arguments: "dismiss" }),
    ]),
  ];
}

function tileRoot(): XmlElement {
  const bindings = ["TileMedium", "TileWide"].map((template) =>
    createElement("binding", { template }, [
      textElement("", { "hint-style": "caption" }),
      textElement("", { "hint-style": "captionSubtle", "hint-wrap": "true" }),
    ]),
  );
  return createElement("tile", {}, [createElement("visual", {}, bindings)]);
}

function textElement(text: string, attributes: Record<string, string> = {}): XmlElement {
  return createElement("text", attributes, text === "" ? [] : [createText(text)]);
}

/** Two spaces a level; elements that hold text stay on their line. */
function indented(element: XmlElement, depth: number): XmlElement {
  if (!element.children.some((child) => child.type === "element")) return element;
  const children = element.children.flatMap((child): XmlNode[] => [
    createText(`\n${"  ".repeat(depth + 1)}`),
    child.type === "element" ? indented(child, depth + 1) : child,
  ]);
  return { ...element, children: [...children, createText(`\n${"  ".repeat(depth)}`)] };
}
