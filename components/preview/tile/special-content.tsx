"use client";

import type { BadgeModel } from "../badge-model";
import type { ModelImage } from "../model/read-element";
import { Picture } from "../shared/picture";
import type { TileFace } from "../tile-model";
import { wordsOrSlot } from "../toast/clamped";
import { BadgeSign } from "./badge-sign";
import styles from "./special.module.css";
import { useQueueIndex } from "./use-turn";

const photoMs = 6000;
const mostPhotos = 12;

function imagesOf(face: TileFace): ModelImage[] {
  return face.items.flatMap((item) => (item.kind === "image" ? [item] : [])).slice(0, mostPhotos);
}

/** Pictures that fill the tile one after another. */
export function Photos({ face, moves }: { face: TileFace; moves: boolean }) {
  const images = imagesOf(face);
  const at = useQueueIndex(moves ? images.length : 0, photoMs);
  return (
    <div className={styles.photos} data-part="photos">
      {images.map((image, index) => (
        <Picture
          key={image.path.join("/")}
          image={image}
          className={`${styles.photo} ${index === at ? styles.current : ""}`}
        />
      ))}
    </div>
  );
}

/** Round pictures that drift over the tile. */
export function People({ face }: { face: TileFace }) {
  return (
    <div className={styles.people} data-part="people">
      {imagesOf(face).map((image) => (
        <Picture
          key={image.path.join("/")}
          image={{ ...image, isCircle: true }}
          className={styles.person}
        />
      ))}
    </div>
  );
}

/** The app's sign in the middle; with a badge it moves aside for the number. */
export function Iconic({ face, badge }: { face: TileFace; badge?: BadgeModel }) {
  const [icon] = imagesOf(face);
  const texts = face.items.flatMap((item) => (item.kind === "text" ? [item] : []));
  return (
    <div className={styles.iconic} data-part="iconic" data-badge={badge ? "" : undefined}>
      {texts.length > 0 && (
        <div className={styles.words}>
          {texts.map((text) => (
            <div key={text.place.path.join("/")} className={styles.line} lang={text.lang}>
              {wordsOrSlot(text)}
            </div>
          ))}
        </div>
      )}
      {icon && <Picture image={icon} className={styles.icon} />}
      {badge && (
        <span className={styles.number}>
          <BadgeSign badge={badge} />
        </span>
      )}
    </div>
  );
}
