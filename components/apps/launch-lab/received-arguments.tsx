"use client";

import { MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { CopyButton } from "@/components/ui/copy-button";
import { guessFormat, readArguments } from "@/content/launch/arguments";
import type { Activation } from "@/content/launch/targets";
import { tokenMark } from "@/content/tracking";
import { parseLaunchArguments } from "@/sdk/src/launch-arguments";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "12px" },
  title: { fontSize: "14px", lineHeight: "20px", fontWeight: 600, margin: 0 },
  step: { display: "flex", flexDirection: "column", gap: "4px" },
  label: { fontSize: "12px", color: tokens.colorNeutralForeground3 },
  box: {
    display: "flex",
    alignItems: "flex-start",
    gap: "8px",
    padding: "8px 8px 8px 12px",
    minHeight: "24px",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  code: {
    flex: 1,
    minWidth: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: "12px",
    lineHeight: "24px",
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  token: {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    textDecorationLine: "underline",
    textDecorationStyle: "dotted",
  },
  none: { color: tokens.colorNeutralForeground3, fontStyle: "italic" },
  facts: {
    display: "grid",
    gridTemplateColumns: "minmax(80px, auto) 1fr",
    gap: "2px 12px",
    margin: 0,
  },
  name: { fontFamily: tokens.fontFamilyMonospace, fontSize: "12px" },
  value: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: "12px",
    overflowWrap: "anywhere",
  },
});

/** One string on its way: what Windows hands over, what the SDK makes of it, and what it says (K-21 to K-26). */
export function ReceivedArguments(props: {
  activation: Activation;
  handed: string;
  label: string;
}) {
  const styles = useStyles();
  const { activation, handed } = props;
  const { original, token } = parseLaunchArguments(handed);
  if (activation === "system") {
    return (
      <section className={styles.root} aria-label={`What ${props.label} does`}>
        <h2 className={styles.title}>{props.label}</h2>
        <p className={styles.label}>
          Windows does this by itself ({handed || "no command"}). The app is not started and
          receives nothing.
        </p>
      </section>
    );
  }
  return (
    <section className={styles.root} aria-label={`What ${props.label} hands over`}>
      <h2 className={styles.title}>{props.label}</h2>
      <div className={styles.step}>
        <span className={styles.label}>{handedWords[activation]}</span>
        <Text text={handed} from={token ? original.length : undefined} />
      </div>
      <div className={styles.step}>
        <span className={styles.label}>
          {activation === "protocol"
            ? "Opens, unchanged. Herald never adds anything to an address."
            : "Your code receives, from ParseArgumentsAndTrackAppLaunch"}
        </span>
        <Text text={original} />
      </div>
      <Verdict activation={activation} handed={handed} token={token} />
      {activation === "protocol" ? (
        <AddressParts address={original} />
      ) : (
        <Parameters text={original} />
      )}
    </section>
  );
}

const handedWords: Record<Exclude<Activation, "system">, string> = {
  foreground: "Windows hands over, in ToastNotificationActivatedEventArgs.Argument",
  background: "Windows hands over, in ToastNotificationActionTriggerDetail.Argument",
  protocol: "Windows opens",
};

function Text({ text, from }: { text: string; from?: number }) {
  const styles = useStyles();
  return (
    <div className={styles.box}>
      <code className={styles.code}>
        {text === "" && <span className={styles.none}>an empty string</span>}
        {from === undefined ? text : text.slice(0, from)}
        {from !== undefined && (
          <mark className={styles.token} title="The launch token, 47 characters">
            {text.slice(from)}
          </mark>
        )}
      </code>
      <CopyButton value={text} label="Copy this string" />
    </div>
  );
}

function Verdict(props: { activation: Activation; handed: string; token: string | undefined }) {
  const { activation, handed, token } = props;
  const at = handed.lastIndexOf(tokenMark);
  if (activation === "protocol" && at >= 0) {
    return (
      <Note intent="warning">
        An address with a launch token in it: somebody copied it. Remove it from “{tokenMark}” on.
      </Note>
    );
  }
  if (activation === "protocol") return null;
  if (token) return <Note intent="success">The token is whole. This launch is counted once.</Note>;
  if (at >= 0) {
    return (
      <Note intent="warning">
        This looks like a launch token, but its checksum does not fit what stands before it. The
        string comes back unchanged and nothing is counted.
      </Note>
    );
  }
  return (
    <Note intent="info">No launch token. The string comes back as it is; nothing is counted.</Note>
  );
}

function Note(props: { intent: "success" | "warning" | "info"; children: React.ReactNode }) {
  return (
    <MessageBar intent={props.intent} layout="multiline">
      <MessageBarBody>{props.children}</MessageBarBody>
    </MessageBar>
  );
}

function Parameters({ text }: { text: string }) {
  const format = guessFormat(text);
  if (!format) return null;
  return (
    <Facts
      title={format === "pairs" ? "As name=value pairs" : "As a query string"}
      facts={readArguments(text, format)}
    />
  );
}

function AddressParts({ address }: { address: string }) {
  if (!URL.canParse(address)) {
    return (
      <Note intent="warning">
        This is not an address with a scheme. Windows would open nothing.
      </Note>
    );
  }
  const { protocol, host, pathname, searchParams, hash } = new URL(address);
  const parts: [string, string][] = [
    ["scheme", protocol.slice(0, -1)],
    ["host", host],
    ["path", pathname],
    ...searchParams,
    ["fragment", hash.slice(1)],
  ];
  return <Facts title="The address" facts={parts.filter(([, value]) => value !== "")} />;
}

function Facts(props: { title: string; facts: readonly (readonly [string, string])[] }) {
  const styles = useStyles();
  return (
    <div className={styles.step}>
      <span className={styles.label}>{props.title}</span>
      <dl className={styles.facts}>
        {props.facts.map(([name, value], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice.
          <div key={at} style={{ display: "contents" }}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value}>{value || "—"}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
