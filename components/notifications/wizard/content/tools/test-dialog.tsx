"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { Modal } from "@/components/ui/modal/modal";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";
import type { NotificationContent } from "@/content/notification-content";
import { providerTitles } from "@/db/enums";
import { TestAnswer } from "./test-answer";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

export interface TestSubject {
  appId: number;
  appName: string;
  kind: "toast" | "tile";
  language: string;
  content: NotificationContent;
}

type Device = RouterOutputs["notifications"]["testPush"]["list"][number];

const keyOf = (appId: number) => `herald:test-device:${appId}`;

/** Sends what is on the screen to one device of one's own and shows what the push service said. */
export function TestDialog(props: { subject: TestSubject; isOpen: boolean; onClose(): void }) {
  return (
    <Modal isOpen={props.isOpen} onClose={props.onClose}>
      <OpenDialog {...props} />
    </Modal>
  );
}

function OpenDialog({ subject, onClose }: { subject: TestSubject; onClose(): void }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const [remembered] = useState(() => window.localStorage.getItem(keyOf(subject.appId)) ?? "");
  const [typed, setTyped] = useState(remembered);
  const [chosen, setChosen] = useState<number>();
  const installId = typed.trim();
  const devices = useQuery(
    trpc.notifications.testPush.list.queryOptions(
      { appId: subject.appId, installId },
      { placeholderData: (before) => before },
    ),
  );
  const list = devices.data ?? [];
  const device =
    list.find(({ id }) => id === chosen) ??
    list.find((one) => one.installId === installId) ??
    list[0];
  const test = useMutation(trpc.notifications.testPush.test.mutationOptions());

  function send() {
    if (!device) return;
    const { appId, kind, language, content } = subject;
    window.localStorage.setItem(keyOf(appId), device.installId);
    test.mutate({ appId, registrationId: device.id, kind, language, content });
  }

  return (
    <DialogBody>
      <DialogTitle>Send a test to my device</DialogTitle>
      <DialogContent className={styles.content}>
        <span>
          {subject.appName} gets this {subject.kind} in {languageName(subject.language)}, as it is
          on the screen. It goes before everything else and counts in no statistic.
        </span>
        <Field
          label="Installation ID"
          hint="Devices with your own e-mail are found by themselves. Another one by the ID your app shows."
        >
          <Input value={typed} onChange={(_, data) => setTyped(data.value)} />
        </Field>
        {list.length > 0 ? (
          <Field label="Device">
            <RadioGroup
              value={device ? String(device.id) : ""}
              onChange={(_, data) => setChosen(Number(data.value))}
            >
              {list.map((one) => (
                <Radio key={one.id} value={String(one.id)} label={<DeviceLabel device={one} />} />
              ))}
            </RadioGroup>
          </Field>
        ) : (
          <span role="status" className={styles.quiet}>
            {devices.isPending
              ? "Looking for your devices…"
              : `No device of ${subject.appName} has your e-mail or this ID. Start the app once, signed in.`}
          </span>
        )}
        {test.error && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>{failureOf(test.error).message}</MessageBarBody>
          </MessageBar>
        )}
        {test.data && device && <TestAnswer key={test.data.id} id={test.data.id} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
        <Button appearance="primary" disabledFocusable={!device || test.isPending} onClick={send}>
          Send test
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

function DeviceLabel({ device }: { device: Device }) {
  const styles = useStyles();
  const format = useFormat();
  const state =
    device.status === "gone"
      ? "channel expired"
      : device.isOptedOut
        ? "notifications turned off"
        : `active ${format.instant(device.lastActiveAt)}`;
  return (
    <>
      {device.installId}
      <br />
      <span className={styles.quiet}>
        {providerTitles[device.provider]} · {device.appVersion} · {device.language} · {state}
      </span>
    </>
  );
}
