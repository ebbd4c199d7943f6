"use client";

import { Button, makeStyles, Tooltip } from "@fluentui/react-components";
import {
  ArrowDownRegular,
  ArrowUpRegular,
  CopyRegular,
  DeleteRegular,
} from "@fluentui/react-icons";
import type { ReactElement } from "react";
import type { NodePath } from "@/content/document";
import { duplicateElement, moveElement, removeElement } from "@/content/editor/edit";
import { type Deed, usePayloadForm } from "./form-context";

const useStyles = makeStyles({ root: { display: "flex", marginLeft: "auto", flexShrink: 0 } });

/** Move, copy and remove one element. Alt+Up and Alt+Down inside it move it too. */
export function ItemDeeds(props: { path: NodePath; label: string }) {
  const styles = useStyles();
  const { path, label } = props;
  return (
    <span className={styles.root}>
      <DeedButton
        label={`Move ${label} up`}
        icon={<ArrowUpRegular />}
        deed={(document) => moveElement(document, path, -1)}
      />
      <DeedButton
        label={`Move ${label} down`}
        icon={<ArrowDownRegular />}
        deed={(document) => moveElement(document, path, 1)}
      />
      <DeedButton
        label={`Copy ${label}`}
        icon={<CopyRegular />}
        deed={(document) => duplicateElement(document, path)}
      />
      <DeedButton
        label={`Remove ${label}`}
        icon={<DeleteRegular />}
        deed={(document) => removeElement(document, path)}
      />
    </span>
  );
}

/** Only there where the deed can be done. */
function DeedButton(props: { label: string; icon: ReactElement; deed: Deed }) {
  const { document, change } = usePayloadForm();
  if (!props.deed(document)) return null;
  return (
    <Tooltip content={props.label} relationship="label">
      <Button
        size="small"
        appearance="subtle"
        icon={props.icon}
        onClick={() => change(props.deed)}
      />
    </Tooltip>
  );
}
