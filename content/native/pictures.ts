import { attributeValue, childElements, type XmlElement } from "@/content/document";

export interface NativePictures {
  /** Small picture beside the text: the toast's own logo. https. */
  readonly icon?: string;
  /** Large picture: the hero, else the first picture in the text. https. */
  readonly image?: string;
}

/** Where a toast's picture stands. */
export interface ToastPicture {
  place: "icon" | "hero" | "inline";
  source: string;
  /** The https address; undefined for what lies in the app's package or on the device. */
  url?: string;
}

export function commonPictures(
  visual: XmlElement | undefined,
  binding: XmlElement | undefined,
): NativePictures {
  const pictures = picturesOf(visual, binding);
  const at = (place: ToastPicture["place"]) =>
    pictures.find((picture) => picture.place === place && picture.url !== undefined)?.url;
  return { icon: at("icon"), image: at("hero") ?? at("inline") };
}

/** Every picture in document order. */
export function picturesOf(
  visual: XmlElement | undefined,
  binding: XmlElement | undefined,
): ToastPicture[] {
  if (!visual || !binding) return [];
  const base = attributeValue(binding, "baseUri") ?? attributeValue(visual, "baseUri");
  return imagesIn(binding).map((image) => {
    const source = attributeValue(image, "src") ?? "";
    const placement = attributeValue(image, "placement");
    const place =
      placement === "appLogoOverride" ? "icon" : placement === "hero" ? "hero" : "inline";
    return { place, source, url: addressOf(source, base) };
  });
}

function imagesIn(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((child) =>
    child.name === "image"
      ? [child]
      : child.name === "group" || child.name === "subgroup"
        ? imagesIn(child)
        : [],
  );
}

/** Windows puts the base in front of what is relative; only an https result leaves for elsewhere. */
function addressOf(source: string, base: string | undefined): string | undefined {
  if (source === "") return undefined;
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(source);
  const whole = isAbsolute ? source : `${base ?? ""}${source}`;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  return url?.protocol === "https:" ? url.href : undefined;
}
