/** What stands above the drawing in its picture. */
export interface PngWords {
  title: string;
  note: string;
  legend: { label: string; color: string; isHatched?: boolean }[];
}

const scale = 2;
const margin = 16;
const headHeight = 66;
const copied = [
  "fill",
  "stroke",
  "stroke-width",
  "font-size",
  "font-family",
  "text-anchor",
  "opacity",
];

/** The drawing with its words as a picture; its colours are those of the page, so a dark page gives a dark one. */
export async function savePng(
  drawing: SVGSVGElement,
  name: string,
  words: PngWords,
): Promise<void> {
  const { width, height } = drawing.getBoundingClientRect();
  const image = await imageOf(drawing, { width, height });
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const text = getComputedStyle(drawing.parentElement ?? drawing);
  pen.font = legendFont(text);
  const entries = placed(words.legend, (label) => pen.measureText(label).width, width);
  const head = headHeight + (entries.at(-1)?.y ?? 0);
  canvas.width = (width + margin * 2) * scale;
  canvas.height = (height + head + margin * 2) * scale;
  const page = getComputedStyle(document.documentElement);
  pen.scale(scale, scale);
  pen.fillStyle = page.backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  writeWords(pen, { ...words, entries }, text);
  pen.drawImage(image, margin, margin + head, width, height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob) saveBlob(name, blob);
}

const rowHeight = 20;
const legendFont = ({ fontFamily }: CSSStyleDeclaration) => `12px ${fontFamily}`;

type Placed = PngWords["legend"][number] & { x: number; y: number };

/** Beside each other as far as there is room, then in the next row. */
export function placed(
  legend: PngWords["legend"],
  widthOf: (label: string) => number,
  room: number,
): Placed[] {
  let [x, y] = [0, 0];
  return legend.map((entry) => {
    const width = widthOf(entry.label) + 17;
    if (x > 0 && x + width > room) [x, y] = [0, y + rowHeight];
    const at = { ...entry, x, y };
    x += width + 16;
    return at;
  });
}

function writeWords(
  pen: CanvasRenderingContext2D,
  words: PngWords & { entries: Placed[] },
  style: CSSStyleDeclaration,
) {
  pen.fillStyle = style.color;
  pen.textBaseline = "top";
  pen.font = `600 16px ${style.fontFamily}`;
  pen.fillText(words.title, margin, margin);
  pen.font = legendFont(style);
  pen.fillText(words.note, margin, margin + 22);
  for (const { label, color, x, y } of words.entries) {
    pen.fillStyle = resolved(color);
    pen.fillRect(margin + x, margin + y + 44, 12, 10);
    pen.fillStyle = style.color;
    pen.fillText(label, margin + x + 17, margin + y + 43);
  }
}

/** "var(--chart-failed)" as the page shows it now. */
function resolved(color: string): string {
  const probe = document.createElement("span");
  probe.style.color = color;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

async function imageOf(drawing: SVGSVGElement, size: { width: number; height: number }) {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(size.width));
  copy.setAttribute("height", String(size.height));
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, place) => {
    const original = originals[place];
    if (original) copyLooks(original, element);
  });
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

/** A picture knows no style sheet and no variables: the looks go along. */
function copyLooks(original: Element, element: Element): void {
  const looks = getComputedStyle(original);
  for (const name of copied) {
    const value = looks.getPropertyValue(name);
    if (value && !value.includes("url(")) element.setAttribute(name, value);
  }
  element.removeAttribute("class");
  element.removeAttribute("style");
}

export function saveText(name: string, text: string): void {
  saveBlob(name, new Blob([text], { type: "text/csv;charset=utf-8" }));
}

function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
