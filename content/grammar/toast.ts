import {
  adaptiveText,
  bool,
  choice,
  element,
  type Grammar,
  image,
  inherited,
  integer,
  language,
  special,
  subgroupAttributes,
  template,
  text,
  textStyles,
} from "./grammar";

const error = { severity: "error" } as const;
const required = { required: true } as const;
const ignored = { ignored: true } as const;
const targetApp = text({ since: "1703", help: "Package family name; only with Protocol." });

const imageAttributes = {
  src: image(required),
  alt: text({ help: "Read aloud instead of the picture." }),
  addImageQuery: bool(),
  id: integer(),
  "hint-crop": choice("none circle", { default: "none" }),
  "hint-align": choice("stretch left center right", { default: "stretch" }),
  "hint-removeMargin": bool(),
  "spritesheet-src": image({ since: "1709" }),
  "spritesheet-height": integer(0, undefined, { since: "1709" }),
  "spritesheet-fps": integer(0, undefined, { since: "1709" }),
  "spritesheet-startingFrame": integer(0, undefined, { since: "1709", default: "0" }),
};

export const toastGrammar: Grammar = {
  toast: element("toast", "A pop-up that stays in the Action Center.", {
    attributes: {
      launch: text({
        help: "What the app gets when the toast is selected; with Protocol the URI.",
      }),
      activationType: choice("foreground background protocol system", {
        ...error,
        default: "foreground",
      }),
      duration: choice("short long", { ...error, default: "short" }),
      scenario: choice("default reminder alarm incomingCall urgent", {
        ...error,
        default: "default",
      }),
      displayTimestamp: special("timestamp", { ...error, since: "1703" }),
      useButtonStyle: bool({ since: "11" }),
      protocolActivationTargetApplicationPfn: targetApp,
      "hint-toastId": text(),
      "hint-people": special("people", { since: "1709" }),
    },
    children: {
      header: { rule: "header", max: 1, over: "error" },
      visual: { rule: "toast.visual", min: 1, max: 1 },
      audio: { rule: "audio", max: 1 },
      actions: { rule: "actions", max: 1 },
      commands: { rule: "commands", max: 1 },
    },
  }),
  header: element("header", "Groups toasts of the same id under one heading.", {
    since: "1703",
    content: "empty",
    attributes: {
      id: text(required),
      title: text(required),
      arguments: text(required),
      activationType: choice("foreground protocol", { ...error, default: "foreground" }),
    },
  }),
  "toast.visual": element("visual", "What the toast shows.", {
    attributes: {
      version: integer(undefined, undefined, { default: "1" }),
      ...inherited,
      branding: choice("none logo name", ignored),
    },
    children: { binding: { rule: "toast.binding", min: 1 } },
  }),
  "toast.binding": element("binding", "Texts and pictures of one layout.", {
    attributes: {
      template: template("ToastGeneric", /^Toast(ImageAndText|Text)0[1-4]$/),
      fallback: text(),
      ...inherited,
      branding: choice("none logo name", ignored),
      experienceType: choice("shoulderTap", { since: "1709" }),
    },
    children: {
      text: { rule: "toast.text" },
      image: { rule: "toast.image" },
      group: { rule: "toast.group" },
      progress: { rule: "progress" },
      cameraPreview: { rule: "cameraPreview", max: 1 },
    },
  }),
  "toast.text": element("text", "A line of text; the first is the title.", {
    content: "text",
    attributes: {
      lang: language(),
      placement: choice("attribution", { ...error, since: "1607" }),
      "hint-maxLines": integer(1, undefined, { since: "1607" }),
      "hint-callScenarioCenterAlign": bool(),
      id: integer(),
      "hint-style": choice(textStyles, ignored),
      "hint-wrap": bool(ignored),
      "hint-align": choice("auto left center right", ignored),
      "hint-minLines": integer(1, undefined, ignored),
    },
  }),
  "toast.image": element("image", "A picture: in the content, as app logo or as hero on top.", {
    content: "empty",
    attributes: {
      ...imageAttributes,
      placement: choice("inline appLogoOverride hero", { ...error, default: "inline" }),
    },
  }),
  "toast.group": element("group", "Columns that are shown together or not at all.", {
    since: "1607",
    children: { subgroup: { rule: "toast.subgroup", min: 1 } },
  }),
  "toast.subgroup": element("subgroup", "One column.", {
    since: "1607",
    attributes: subgroupAttributes,
    children: { text: { rule: "toast.columnText" }, image: { rule: "toast.columnImage" } },
  }),
  "toast.columnText": element("text", "A line of text in a column.", {
    content: "text",
    attributes: adaptiveText,
  }),
  "toast.columnImage": element("image", "A picture in a column.", {
    content: "empty",
    attributes: {
      ...imageAttributes,
      placement: choice("inline", { ...error, default: "inline" }),
    },
  }),
  progress: element("progress", "A progress bar; desktop only.", {
    since: "1703",
    content: "empty",
    attributes: {
      title: text(),
      status: text(required),
      value: special("progress", { ...required, ...error }),
      valueStringOverride: text(),
    },
  }),
  cameraPreview: element("cameraPreview", "The camera’s picture in a video call.", {
    since: "11",
    content: "empty",
  }),
  audio: element("audio", "The sound.", {
    content: "empty",
    attributes: {
      src: special("sound"),
      loop: bool(),
      silent: bool(),
    },
  }),
  actions: element("actions", "Boxes and buttons.", {
    attributes: { "hint-systemCommands": choice("SnoozeAndDismiss") },
    children: {
      input: { rule: "input", max: 5, over: "error" },
      action: { rule: "action", max: 5, over: "error" },
    },
  }),
  input: element("input", "A text box or a choice.", {
    attributes: {
      id: text(required),
      type: choice("text selection", { ...required, ...error }),
      title: text(),
      placeHolderContent: text(),
      defaultInput: text(),
    },
    children: { selection: { rule: "selection", max: 5, over: "error" } },
  }),
  selection: element("selection", "One thing to choose.", {
    content: "empty",
    attributes: { id: text(required), content: text(required) },
  }),
  action: element("action", "A button or an entry of the context menu.", {
    content: "empty",
    attributes: {
      content: text(required),
      arguments: text(required),
      activationType: choice("foreground background protocol system", {
        ...error,
        default: "foreground",
      }),
      afterActivationBehavior: choice("default pendingUpdate", {
        ...error,
        default: "default",
        since: "1703",
      }),
      protocolActivationTargetApplicationPfn: targetApp,
      imageUri: image(),
      "hint-inputId": text(),
      placement: choice("contextMenu", { ...error, since: "1607" }),
      "hint-buttonStyle": choice("Success Critical", { since: "11" }),
      "hint-toolTip": text({ since: "11" }),
      "hint-actionId": text(),
      settingType: choice("videoDevices audioDevices", { since: "11" }),
    },
  }),
  commands: element("commands", "Buttons of Windows 8; use actions instead.", {
    deprecated: true,
    attributes: { scenario: choice("alarm incomingCall incomingcall") },
    children: { command: { rule: "command" } },
  }),
  command: element("command", "A button of Windows 8; use action instead.", {
    content: "empty",
    attributes: { id: choice("snooze dismiss video voice decline"), arguments: text() },
  }),
};
