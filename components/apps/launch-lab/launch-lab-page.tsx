"use client";

import {
  Checkbox,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import { buildArguments } from "@/content/launch/arguments";
import { type Activation, handedFor } from "@/content/launch/targets";
import { ArgumentBuilder, type BuiltArguments, builtFrom } from "./argument-builder";
import { ReceivedArguments } from "./received-arguments";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 560px) minmax(0, 1fr)",
    gap: "32px",
    alignItems: "start",
    "@media (max-width: 1079.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  form: { display: "flex", flexDirection: "column", gap: "12px", minWidth: 0 },
  intro: { margin: "0 0 12px", maxWidth: "640px", color: tokens.colorNeutralForeground2 },
  code: { fontFamily: tokens.fontFamilyMonospace },
});

const sources = {
  foreground: "Toast or button, foreground",
  background: "Button, background",
  protocol: "Protocol: an app or website",
  given: "A string the app was given",
} as const;
type Source = keyof typeof sources;

const example: BuiltArguments = {
  format: "pairs",
  list: [
    ["action", "offer"],
    ["id", "bf26"],
  ],
};

/** Build or paste launch arguments and see byte for byte what the app will receive. */
export function LaunchLabPage() {
  const styles = useStyles();
  const [source, setSource] = useState<Source>("foreground");
  const [isTracked, setTracked] = useState(true);
  const [text, setText] = useState(buildArguments(example.list, example.format));
  const [built, setBuilt] = useState(example);
  const isBuilt = source === "foreground" || source === "background";
  const activation: Activation = source === "given" ? "foreground" : source;

  function write(next: string): void {
    setText(next);
    setBuilt((before) => builtFrom(next, before.format));
  }

  function build(next: BuiltArguments): void {
    setBuilt(next);
    setText(buildArguments(next.list, next.format));
  }

  return (
    <>
      <p className={styles.intro}>
        What your app is given when somebody selects a notification, and what is left once the
        launch token is taken off. Herald’s sender and the SDK’s own code do the work; nothing is
        sent.
      </p>
      <div className={styles.columns}>
        <div className={styles.form}>
          <Field label="What starts the app">
            <RadioGroup value={source} onChange={(_, data) => setSource(data.value as Source)}>
              {Object.entries(sources).map(([key, label]) => (
                <Radio key={key} value={key} label={label} />
              ))}
            </RadioGroup>
          </Field>
          <Field label={fieldWords[source]}>
            <Textarea
              className={styles.code}
              rows={4}
              value={text}
              onChange={(_, data) => write(data.value)}
            />
          </Field>
          {isBuilt && (
            <>
              <Checkbox
                label="Track app launch rate"
                checked={isTracked}
                onChange={(_, data) => setTracked(data.checked === true)}
              />
              <ArgumentBuilder built={built} onChange={build} />
            </>
          )}
        </div>
        <ReceivedArguments
          activation={activation}
          handed={isBuilt && isTracked ? handedFor(text) : text}
          label={sources[source]}
        />
      </div>
    </>
  );
}

const fieldWords: Record<Source, string> = {
  foreground: "Arguments",
  background: "Arguments",
  protocol: "Address",
  given: "Paste the string from your app’s log",
};
