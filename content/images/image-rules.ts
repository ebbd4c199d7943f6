/** What can be said of a picture's address and, once a browser has loaded it, of the picture (spec 2, 6). */

export type ImageAddress =
  | { kind: "web"; url: string }
  /** In the app's package, its data or on the device: only Windows can load it. */
  | { kind: "app" }
  | { kind: "unusable"; why: string };

/** Joins with the base address as Windows does; `ms-appx:///` is the base of whoever names none. */
export function imageAddress(src: string, baseUri = ""): ImageAddress {
  const joined = /^[a-z][a-z0-9+.-]*:/i.test(src) ? src : joinBase(src, baseUri);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(joined)?.[1]?.toLowerCase();
  if (scheme === undefined || /^(ms-appx|ms-appdata|ms-resource|file)$/.test(scheme)) {
    return { kind: "app" };
  }
  if (scheme !== "http" && scheme !== "https") {
    return { kind: "unusable", why: `Windows loads no picture from ${scheme}:.` };
  }
  if (!URL.canParse(joined)) return { kind: "unusable", why: "This is no complete address." };
  return { kind: "web", url: joined };
}

function joinBase(src: string, baseUri: string): string {
  if (!/^https?:/i.test(baseUri) || !URL.canParse(baseUri)) return src;
  return URL.canParse(src, baseUri) ? new URL(src, baseUri).href : src;
}

export interface ImageFacts {
  isBroken: boolean;
  width: number;
  height: number;
  /** As transferred; undefined where the host does not tell. */
  bytes?: number;
}

export interface ImageUse {
  kind: "toast" | "tile";
  placement: string;
  url: string;
}

export interface ImageFinding {
  severity: "warning" | "note";
  message: string;
}

const mega = 1024 * 1024;
const oldLimit = 200 * 1024;
const tileSide = 1024;

/** What Windows will make of it. */
export function imageFindings(facts: ImageFacts, use: ImageUse): ImageFinding[] {
  const isTile = use.kind === "tile";
  const warning = (message: string): ImageFinding => ({ severity: "warning", message });
  if (facts.isBroken) {
    const effect = isTile ? "drops the whole tile" : "shows the toast without it";
    return [warning(`The picture could not be loaded: Windows ${effect}.`)];
  }
  const findings: ImageFinding[] = [];
  const { bytes = 0, width, height } = facts;
  if (bytes > 3 * mega)
    findings.push(warning(`Windows loads at most 3 MB, this has ${size(bytes)}.`));
  else if (isTile && bytes > oldLimit) {
    findings.push(warning(`A tile’s picture may have 200 KB, this has ${size(bytes)}.`));
  } else if (bytes > mega) {
    findings.push(
      warning(`Above 1 MB it is not loaded over metered connections (${size(bytes)}).`),
    );
  } else if (bytes > oldLimit) {
    const message = `Windows before 1709 loads at most 200 KB, this has ${size(bytes)}.`;
    findings.push({ severity: "note", message });
  }
  if (isTile && Math.max(width, height) > tileSide) {
    findings.push(warning("A tile’s picture may have 1,024 pixels a side."));
  }
  if (/\.(svg|webp|avif)([?#]|$)/i.test(use.url)) {
    findings.push(warning("Windows shows PNG, JPEG and GIF."));
  }
  findings.push(...cropped(facts, use.placement));
  return findings;
}

const shapes: Readonly<Record<string, readonly [ratio: number, words: string]>> = {
  hero: [364 / 180, "364 × 180, or a multiple"],
  appLogoOverride: [1, "a square"],
};

function cropped({ width, height }: ImageFacts, placement: string): ImageFinding[] {
  const shape = Object.hasOwn(shapes, placement) ? shapes[placement] : undefined;
  if (!shape || height === 0) return [];
  const [ratio, words] = shape;
  if (Math.abs(width / height / ratio - 1) < 0.03) return [];
  return [{ severity: "note", message: `Windows crops it: this place is ${words}.` }];
}

export function size(bytes: number): string {
  return bytes < mega
    ? `${Math.round(bytes / 1024).toLocaleString("en-US")} KB`
    : `${(bytes / mega).toFixed(1)} MB`;
}
