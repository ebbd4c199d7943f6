import {
  adaptiveText,
  bool,
  choice,
  element,
  type Grammar,
  image,
  inherited,
  integer,
  subgroupAttributes,
  template,
  text,
} from "./grammar";

const branding = choice("none logo name nameAndLogo", {
  help: "What stands in the corner; taken from the app’s own tile when not written.",
});

/** What binding may say instead of visual. */
const tileInherited = {
  ...inherited,
  branding,
  contentId: text(),
  displayName: text(),
  arguments: text({ since: "1607", help: "Tells the app which tile update was selected." }),
};

const tileImage = {
  src: image({ required: true }),
  alt: text(),
  addImageQuery: bool(),
  id: integer(),
  "hint-overlay": integer(0, 100),
  "hint-crop": choice("none circle", { default: "none" }),
  "hint-align": choice("stretch left center right", { default: "stretch" }),
  "hint-removeMargin": bool(),
};

export const tileGrammar: Grammar = {
  tile: element("tile", "What the app’s live tile on Start shows.", {
    attributes: { version: integer() },
    children: { visual: { rule: "tile.visual", min: 1, max: 1 } },
  }),
  "tile.visual": element("visual", "The contents of every size.", {
    attributes: { version: integer(), ...tileInherited },
    children: { binding: { rule: "tile.binding", min: 1 } },
  }),
  "tile.binding": element("binding", "The content of one tile size.", {
    attributes: {
      template: template(
        "TileSmall TileMedium TileWide TileLarge",
        /^Tile(Square|Wide|Tall)(\d{2,3}x\d{2,3})?(Image|Block|Text|Peek|SmallImage|Icon)[A-Za-z]*\d{0,2}$/,
      ),
      fallback: text(),
      ...tileInherited,
      "hint-textStacking": choice("top center bottom", { default: "top" }),
      "hint-overlay": integer(0, 100),
      "hint-presentation": choice("people photos contact"),
      "hint-lockDetailedStatus1": text(),
      "hint-lockDetailedStatus2": text(),
      "hint-lockDetailedStatus3": text(),
    },
    children: {
      text: { rule: "tile.text" },
      image: { rule: "tile.image" },
      group: { rule: "tile.group" },
    },
  }),
  "tile.text": element("text", "A line of text; an empty one is a spacer.", {
    content: "text",
    attributes: adaptiveText,
  }),
  "tile.image": element("image", "A picture: in the content, behind it, or peeking in.", {
    content: "empty",
    attributes: {
      ...tileImage,
      placement: choice("inline background peek", { severity: "error", default: "inline" }),
    },
  }),
  "tile.group": element("group", "Columns that are shown together or not at all.", {
    children: { subgroup: { rule: "tile.subgroup", min: 1 } },
  }),
  "tile.subgroup": element("subgroup", "One column.", {
    attributes: subgroupAttributes,
    children: { text: { rule: "tile.text" }, image: { rule: "tile.columnImage" } },
  }),
  "tile.columnImage": element("image", "A picture in a column.", {
    content: "empty",
    attributes: {
      ...tileImage,
      placement: choice("inline", { severity: "error", default: "inline" }),
    },
  }),
};
