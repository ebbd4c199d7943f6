import { attributeValue, type XmlDocument } from "@/content/document";
import {
  childrenOf,
  choiceOf,
  type Inherited,
  inherit,
  integerOf,
  type ModelImage,
  type Placed,
  readImage,
  type SlotPlace,
  TextReader,
} from "./model/read-element";
import { type AdaptiveItem, type Group, readAdaptiveItem, readGroup } from "./model/read-group";
import { arrangeOlder, olderTemplate } from "./model/read-older";

export const tileSizes = ["small", "medium", "wide", "large"] as const;
export type TileSize = (typeof tileSizes)[number];

export interface TileModelOptions {
  appName: string;
  /** Sizes on which the app's own tile shows its name. Windows' default: wide and large. */
  showsName?: Partial<Record<TileSize, boolean>>;
  needsText?: readonly SlotPlace[];
}

export interface CoverImage {
  image: ModelImage;
  /** Black over it, in per cent. */
  overlay: number;
}

export type TileItem = AdaptiveItem | Group;

/** What one size of a tile shows. */
export interface TileFace {
  /** base = the app's own tile: there is no content for this size. */
  presentation: "base" | "adaptive" | "photos" | "people" | "contact" | "iconic";
  showsName: boolean;
  showsLogo: boolean;
  displayName: string;
  lang?: string;
  stacking: "top" | "center" | "bottom";
  items: TileItem[];
  background?: CoverImage;
  peek?: CoverImage;
}

const templates: Readonly<Record<string, TileSize>> = {
  TileSmall: "small",
  TileMedium: "medium",
  TileWide: "wide",
  TileLarge: "large",
  TileSquare71x71IconWithBadge: "small",
  TileSquare150x150IconWithBadge: "medium",
  TileWide310x150IconWithBadgeAndText: "wide",
};

const brandings = ["none", "logo", "name", "nameAndLogo"] as const;
const presentations = ["adaptive", "photos", "people", "contact"] as const;

/** All four sizes of a tile. The document must have a tile as its root. */
export function readTile(
  { root }: XmlDocument,
  options: TileModelOptions,
): Record<TileSize, TileFace> {
  const faces: Record<TileSize, TileFace> = {
    small: baseFace("small", options),
    medium: baseFace("medium", options),
    wide: baseFace("wide", options),
    large: baseFace("large", options),
  };
  const [visual] = childrenOf({ element: root, path: [] }, "visual");
  if (!visual) return faces;
  const seen = new Set<TileSize>();
  for (const binding of childrenOf(visual, "binding")) {
    const name = attributeValue(binding.element, "template") ?? "";
    const size = templates[name] ?? olderTemplate(name)?.size;
    if (!size || seen.has(size)) continue;
    seen.add(size);
    faces[size] = new FaceReader(visual, binding, options).read(size);
  }
  return faces;
}

/** Whether the app's own tile shows its name. */
function showsOwnName(size: TileSize, { showsName }: TileModelOptions): boolean {
  return size !== "small" && (showsName?.[size] ?? size !== "medium");
}

export function baseFace(size: TileSize, options: TileModelOptions): TileFace {
  return {
    presentation: "base",
    showsName: showsOwnName(size, options),
    showsLogo: false,
    displayName: options.appName,
    stacking: "top",
    items: [],
  };
}

class FaceReader {
  private readonly inherited: Inherited;
  private readonly reader: TextReader;

  constructor(
    private readonly visual: Placed,
    private readonly binding: Placed,
    private readonly options: TileModelOptions,
  ) {
    this.inherited = inherit(inherit({}, visual.element), binding.element);
    this.reader = new TextReader(options.needsText);
  }

  read(size: TileSize): TileFace {
    const { element } = this.binding;
    const name = attributeValue(element, "template") ?? "";
    return {
      presentation: /IconWithBadge/.test(name)
        ? "iconic"
        : choiceOf(element, "hint-presentation", presentations),
      ...this.branding(size),
      displayName: this.ownOrVisual("displayName") || this.options.appName,
      lang: this.inherited.lang,
      ...this.content(name),
    };
  }

  private content(name: string): Pick<TileFace, "stacking" | "items" | "background" | "peek"> {
    const older = olderTemplate(name);
    if (!older) {
      const { element } = this.binding;
      return {
        stacking: choiceOf(element, "hint-textStacking", ["top", "center", "bottom"]),
        items: this.items(),
        background: this.cover("background"),
        peek: this.cover("peek"),
      };
    }
    const read = childrenOf(this.binding).flatMap((child) =>
      readAdaptiveItem(child, this.inherited, this.reader),
    );
    const { items, stacking, cover, overlay } = arrangeOlder(older, read);
    const image = cover && { image: cover, overlay };
    const place = older.picture === "peek" ? "peek" : "background";
    return { items, stacking, [place]: image };
  }

  private ownOrVisual(name: string): string | undefined {
    return attributeValue(this.binding.element, name) ?? attributeValue(this.visual.element, name);
  }

  /** A small tile never shows a name. */
  private branding(size: TileSize): Pick<TileFace, "showsName" | "showsLogo"> {
    const written = this.ownOrVisual("branding")?.toLowerCase();
    const branding = brandings.find((known) => known.toLowerCase() === written);
    if (!branding) return { showsName: showsOwnName(size, this.options), showsLogo: false };
    return {
      showsName: size !== "small" && branding.startsWith("name"),
      showsLogo: branding === "logo" || branding === "nameAndLogo",
    };
  }

  private items(): TileItem[] {
    return childrenOf(this.binding).flatMap((child): TileItem[] => {
      if (child.element.name === "group") return [readGroup(child, this.inherited, this.reader)];
      const placement = attributeValue(child.element, "placement");
      if (placement === "background" || placement === "peek") return [];
      return readAdaptiveItem(child, this.inherited, this.reader);
    });
  }

  private cover(placement: "background" | "peek"): CoverImage | undefined {
    const found = childrenOf(this.binding, "image").find(
      ({ element }) => attributeValue(element, "placement") === placement,
    );
    if (!found || !attributeValue(found.element, "src")) return undefined;
    const image = readImage(found, this.inherited);
    const ofBinding = integerOf(this.binding.element, "hint-overlay", [0, 100]);
    const standard = placement === "background" && this.hasText() ? 20 : 0;
    return { image, overlay: image.overlay ?? ofBinding ?? standard };
  }

  /** Any text, also an empty one, darkens the background. */
  private hasText(): boolean {
    const has = (placed: Placed): boolean =>
      childrenOf(placed).some((child) => child.element.name === "text" || has(child));
    return has(this.binding);
  }
}
