/** The form's names for what the payload language calls otherwise. Values keep Windows' spelling in XML. */

export const attributeLabels: Readonly<Record<string, string>> = {
  activationType: "Activation type",
  addImageQuery: "Add image query",
  afterActivationBehavior: "After it is selected",
  alt: "Alternative text",
  arguments: "Arguments",
  baseUri: "Base URI",
  branding: "Branding",
  content: "Words",
  contentId: "Content ID",
  defaultInput: "Starts with",
  displayName: "Display name",
  displayTimestamp: "Time shown",
  duration: "Duration",
  experienceType: "Experience",
  fallback: "Fallback layout",
  "hint-actionId": "Action ID",
  "hint-align": "Alignment",
  "hint-buttonStyle": "Style",
  "hint-callScenarioCenterAlign": "Centred in calls",
  "hint-crop": "Crop",
  "hint-inputId": "Beside box",
  "hint-lockDetailedStatus1": "Lock screen line 1",
  "hint-lockDetailedStatus2": "Lock screen line 2",
  "hint-lockDetailedStatus3": "Lock screen line 3",
  "hint-maxLines": "Most lines",
  "hint-minLines": "Fewest lines",
  "hint-overlay": "Overlay (0 to 100)",
  "hint-people": "Person",
  "hint-presentation": "Presentation",
  "hint-removeMargin": "Without margin",
  "hint-style": "Style",
  "hint-systemCommands": "System’s own boxes and buttons",
  "hint-textStacking": "Vertical place",
  "hint-toastId": "Toast ID",
  "hint-toolTip": "Tooltip",
  "hint-weight": "Width (weight)",
  "hint-wrap": "Wraps",
  id: "ID",
  imageUri: "Icon",
  lang: "Language tag",
  launch: "Launch",
  loop: "Repeats",
  placeHolderContent: "Hint in the box",
  placement: "Place",
  protocolActivationTargetApplicationPfn: "Opens with app (package family name)",
  scenario: "Scenario",
  settingType: "Setting",
  silent: "Silent",
  "spritesheet-fps": "Frames per second",
  "spritesheet-height": "Frame height",
  "spritesheet-src": "Sprite sheet",
  "spritesheet-startingFrame": "First frame",
  src: "Address",
  status: "Status",
  template: "Layout",
  title: "Title",
  type: "Kind",
  useButtonStyle: "Coloured buttons",
  value: "Value (0 to 1, or indeterminate)",
  valueStringOverride: "Value in words",
  version: "Version",
};

const valueLabels: Readonly<Record<string, string>> = {
  appLogoOverride: "App logo",
  contextMenu: "Context menu",
  incomingCall: "Incoming call",
  nameAndLogo: "Name and logo",
  pendingUpdate: "Stay and wait for an update",
  shoulderTap: "Shoulder tap (My People)",
  SnoozeAndDismiss: "Snooze and dismiss",
  TileSmall: "Small",
  TileMedium: "Medium",
  TileWide: "Wide",
  TileLarge: "Large",
};

/** "Incoming call" for incomingCall, "Title subtle" for titleSubtle. */
export function valueLabel(value: string): string {
  const known = Object.hasOwn(valueLabels, value) ? valueLabels[value] : undefined;
  if (known) return known;
  const words = value.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Shown at once; everything else of an element is under More. */
const mainAttributes: Readonly<Record<string, readonly string[]>> = {
  image: ["src", "placement", "alt", "hint-crop"],
  progress: ["title", "status", "value", "valueStringOverride"],
  header: ["id", "title", "arguments"],
  audio: ["src", "loop", "silent"],
  input: ["id", "type", "title", "placeHolderContent", "defaultInput"],
  selection: ["id", "content"],
  action: ["content", "arguments", "activationType", "placement"],
  subgroup: ["hint-weight", "hint-textStacking"],
  actions: ["hint-systemCommands"],
};

export function isMainAttribute(element: string, attribute: string): boolean {
  return (mainAttributes[element] ?? []).includes(attribute);
}

/** What "Add …" says. */
export const elementWords: Readonly<Record<string, string>> = {
  text: "text",
  image: "picture",
  group: "columns",
  subgroup: "column",
  progress: "progress bar",
  cameraPreview: "camera preview",
  input: "box",
  selection: "choice",
  action: "button",
  binding: "layout",
  audio: "sound",
  header: "header",
};
