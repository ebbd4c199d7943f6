import type { CSSProperties } from "react";
import { directionOf } from "@/content/languages";
import { faces } from "../model/ramp";
import type { InlineImage, StyledText } from "../model/read-group";
import { cutMark } from "../shared/cut-mark";
import { Picture } from "../shared/picture";
import type { TextBox, TileLayout } from "./layout";
import styles from "./tile.module.css";

interface TileBoxesProps {
  layout: TileLayout;
  /** Language of texts that name none. */
  language?: string;
  onSize: (image: InlineImage, width: number, height: number) => void;
  onMissing: (image: InlineImage) => void;
}

/** Texts and pictures where the layout put them. */
export function TileBoxes({ layout, language, onSize, onMissing }: TileBoxesProps) {
  return (
    <>
      {layout.boxes.map((box) =>
        box.kind === "text" ? (
          <TileText key={box.text.place.path.join("/")} box={box} language={language} />
        ) : (
          <Picture
            key={box.image.path.join("/")}
            image={box.image}
            className={styles.image}
            style={placed(box)}
            onSize={(width, height) => onSize(box.image, width, height)}
            onMissing={() => onMissing(box.image)}
          />
        ),
      )}
      {layout.dropped.map((text) => (
        <span key={text.place.path.join("/")} hidden {...cutMark("tile", text)} />
      ))}
    </>
  );
}

function placed({ x, y, width, height }: Omit<TextBox, "kind" | "text" | "lines">): CSSProperties {
  return { left: x, top: y, width, height };
}

function TileText({ box, language }: { box: TextBox; language?: string }) {
  const { text, lines } = box;
  const { size, weight, line, minLine } = faces[text.style];
  return (
    <div
      {...cutMark("tile", text)}
      lang={text.lang}
      // The ellipsis belongs to the end of the words, which in Arabic is on the left.
      dir="auto"
      className={`${styles.text} ${text.wraps ? styles.wraps : ""} ${
        text.isSubtle ? styles.subtle : ""
      }`}
      style={{
        ...placed(box),
        fontSize: size,
        fontWeight: weight,
        lineHeight: `${lines > 1 ? minLine : line}px`,
        textAlign: alignmentOf(text, language),
        WebkitLineClamp: text.wraps ? lines : undefined,
      }}
    >
      {text.isMissing ? <span className={styles.slot}>Needs text</span> : text.text}
    </div>
  );
}

/** Without a hint a text stands on the side of its language. */
function alignmentOf({ align, lang }: StyledText, language = "en"): CSSProperties["textAlign"] {
  if (align !== "auto") return align;
  return directionOf(lang ?? language) === "rtl" ? "right" : "left";
}
