"use client";

import { Button, Field, makeStyles, Radio, RadioGroup } from "@fluentui/react-components";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { FooterBar } from "@/components/ui/footer-bar";

const useStyles = makeStyles({ hint: { maxWidth: "560px" } });

/** S-01: the type of a new group. The app the wizard came from is handed on. */
export function NewGroup() {
  const styles = useStyles();
  const router = useRouter();
  const app = useSearchParams().get("app");
  const [kind, setKind] = useState("segments");
  const go = () =>
    router.push(`/groups/${kind}/new${app ? `?app=${encodeURIComponent(app)}` : ""}`);
  return (
    <>
      <PageHead
        crumbs={[{ label: "Customer groups", href: "/groups" }]}
        title="New customer group"
        subtitle="The type can’t be changed later."
      />
      <PageBody form>
        <Field label="Group type">
          <RadioGroup
            className={styles.hint}
            value={kind}
            onChange={(_, { value }) => setKind(value)}
          >
            <Radio
              value="segments"
              label="Segment: customers of one app who meet your conditions, decided anew every day"
            />
            <Radio
              value="known"
              label="Known user group: up to 10,000 people by their e-mail address"
            />
          </RadioGroup>
        </Field>
      </PageBody>
      <FooterBar>
        <Button appearance="primary" onClick={go}>
          Continue
        </Button>
        <Button onClick={() => router.push("/groups")}>Cancel</Button>
      </FooterBar>
    </>
  );
}
