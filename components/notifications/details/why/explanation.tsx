"use client";

import { Dropdown, makeStyles, Option, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { AppLink } from "@/components/layout/app-link";
import { StatusIcon } from "@/components/ui/status";
import { verdictLooks } from "@/components/ui/status-looks";
import { useFormat } from "@/components/ui/use-format";
import { deviceTypeLabel } from "@/server/customers/attributes";
import { ChecksList } from "./checks-list";
import { adviceOf, type One, sentenceOf, titleOf } from "./verdict-words";

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: "12px 16px",
  },
  head: { display: "flex", gap: "8px", alignItems: "center", fontWeight: 600, fontSize: "14px" },
  sentence: { margin: "4px 0" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px", margin: 0 },
  earlier: {
    listStyle: "none",
    margin: "8px 0",
    padding: "8px 0 0",
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  line: { display: "flex", justifyContent: "space-between", gap: "8px", padding: "2px 0" },
  devices: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    gap: "8px",
    margin: "12px 0 0",
  },
  picker: { minWidth: "160px", maxWidth: "100%" },
});

/** The answer for a customer: one verdict, or one per device where they differ. */
export function Explanations({ explanations }: { explanations: One[] }) {
  const styles = useStyles();
  const [picked, setPicked] = useState<number>();
  const [first] = explanations;
  if (!first) return null;
  const isSame = explanations.every(
    ({ verdict, reason, appName }) =>
      verdict === first.verdict && reason === first.reason && appName === first.appName,
  );
  const chosen = explanations.find(({ registrationId }) => registrationId === picked) ?? first;
  const all = `${explanations.length === 2 ? "Both" : `All ${explanations.length}`} (same reason)`;
  const isAll = isSame && picked === undefined;
  return (
    <div>
      <Verdict one={chosen} />
      {explanations.length > 1 && (
        <div className={styles.devices}>
          <span id="why-devices">Devices of this customer</span>
          <Dropdown
            className={styles.picker}
            size="small"
            aria-labelledby="why-devices"
            value={isAll ? all : deviceName(chosen)}
            selectedOptions={[isAll ? "" : String(chosen.registrationId)]}
            onOptionSelect={(_, { optionValue }) => setPicked(Number(optionValue) || undefined)}
          >
            {[
              ...(isSame ? [{ key: "", name: all }] : []),
              ...explanations.map((one) => ({
                key: String(one.registrationId),
                name: `${deviceName(one)}${isSame ? "" : `: ${titleOf(one)}`}`,
              })),
            ].map(({ key, name }) => (
              <Option key={key} value={key}>
                {name}
              </Option>
            ))}
          </Dropdown>
        </div>
      )}
      <ChecksList checks={chosen.checks} />
    </div>
  );
}

function deviceName({ appName, deviceType, installId }: One): string {
  const kind = deviceTypeLabel(deviceType) ?? "device";
  return `${appName}, ${kind} ${installId.slice(0, 12)}`;
}

const goodVerdicts: One["verdict"][] = ["sent", "would_send"];

function lookOf(verdict: One["verdict"]) {
  if (goodVerdicts.includes(verdict)) return verdictLooks.passed;
  return verdict === "queued" || verdict === "paused" || verdict === "unknown"
    ? verdictLooks.not_reached
    : verdictLooks.deciding;
}

function Verdict({ one }: { one: One }) {
  const styles = useStyles();
  const format = useFormat();
  return (
    <section className={styles.card} aria-label="Verdict">
      <div className={styles.head}>
        <StatusIcon look={lookOf(one.verdict)} /> {titleOf(one)}
      </div>
      <p className={styles.sentence}>{sentenceOf(one, format)}</p>
      {one.earlier.length > 0 && (
        <ul className={styles.earlier} aria-label="What came before">
          {one.earlier.map(({ id, name, at }) => (
            <li key={id} className={styles.line}>
              <AppLink href={`/notifications/${id}`}>{name}</AppLink>
              <span className={styles.quiet}>{format.instant(at)}</span>
            </li>
          ))}
        </ul>
      )}
      {adviceOf(one) && <p className={styles.sentence}>{adviceOf(one)}</p>}
      <p className={styles.quiet}>
        {one.appName}, {deviceTypeLabel(one.deviceType) ?? "device"}, installation {one.installId}
      </p>
    </section>
  );
}
