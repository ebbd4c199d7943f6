"use client";

import {
  Button,
  Divider,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { PasswordInput } from "@/components/ui/fields/password-input";
import { type } from "@/components/ui/tokens";
import { safeNext } from "./safe-next";

const useStyles = makeStyles({
  title: type.h1,
  subtitle: { ...type.body, margin: "0 0 20px", color: tokens.colorNeutralForeground3 },
  form: { display: "flex", flexDirection: "column", gap: "12px" },
  wide: { width: "100%" },
  divider: { margin: "16px 0" },
  hint: { ...type.caption, margin: "16px 0 0", color: tokens.colorNeutralForeground3 },
  bar: { marginBottom: "16px" },
});

const notLetIn: Record<string, string> = {
  AccessDenied: "Nobody has added this person to Herald. Ask an owner of your publisher.",
};

export function SignInForm(props: {
  host: string;
  next: string | undefined;
  /** The identity provider's name, when one is set up. */
  provider: string | undefined;
  /** The code the identity provider's way back ended with. */
  failure: string | undefined;
  isDemo: boolean;
}) {
  const styles = useStyles();
  const next = safeNext(props.next);
  return (
    <>
      <h1 className={styles.title}>Sign in</h1>
      <p className={styles.subtitle}>to Herald at {props.host}</p>
      {props.failure && (
        <MessageBar intent="error" layout="multiline" className={styles.bar} role="alert">
          <MessageBarBody>
            {notLetIn[props.failure] ?? "The identity provider did not let you in. Try again."}
          </MessageBarBody>
        </MessageBar>
      )}
      {props.provider && (
        <>
          <Button
            className={styles.wide}
            size="large"
            onClick={() => signIn("oidc", { callbackUrl: next })}
          >
            Continue with {props.provider}
          </Button>
          <Divider className={styles.divider}>or</Divider>
        </>
      )}
      <PasswordForm next={next} />
      <p className={styles.hint}>
        {props.isDemo
          ? "Sample data: sign in as owner@demo.test with the password that npm start has printed."
          : "No account? Ask an owner of your publisher to add you."}
      </p>
    </>
  );
}

function PasswordForm({ next }: { next: string }) {
  const styles = useStyles();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    const answer = await signIn("credentials", { email, password, redirect: false });
    if (answer?.ok && !answer.error) {
      window.location.assign(next);
      return;
    }
    setBusy(false);
    setProblem(answer?.error ?? "Herald could not be reached. Try again.");
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field label="E-mail">
        <Input
          size="large"
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={(_, data) => setEmail(data.value)}
        />
      </Field>
      <Field
        label="Password"
        validationMessage={problem}
        validationState={problem ? "error" : "none"}
      >
        <PasswordInput
          size="large"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(_, data) => setPassword(data.value)}
        />
      </Field>
      <Button type="submit" appearance="primary" size="large" disabledFocusable={isBusy}>
        Sign in
      </Button>
    </form>
  );
}
