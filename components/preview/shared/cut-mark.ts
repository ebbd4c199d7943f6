import type { ModelText } from "../model/read-element";

/** Which part of a notification a text stands in; measureCuts reports it. */
export type TextPart = "title" | "body" | "attribution" | "button" | "group" | "progress" | "tile";

/** Marks an element whose text may be cut, for measureCuts. */
export function cutMark(part: TextPart, { place }: ModelText) {
  return {
    "data-cut-part": part,
    "data-cut-path": place.path.join("/"),
    "data-cut-attribute": place.attribute,
  };
}
