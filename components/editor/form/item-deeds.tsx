"use client";

import { Button, makeStyles, Tooltip } from "@fluentui/react-components";
import {
  ArrowDownRegular,
  ArrowUpRegular,
  CopyRegular,
  DeleteRegular,
} from "@fluentui/react-icons";
import { memo } from "react";
import type { NodePath, XmlDocument } from "@/content/document";
import { duplicateElement, removeElement } from "@/content/editor/edit";
import { moveElement } from "@/content/editor/move";
import { isSameProps, useFormDeeds, usePayloadForm } from "./form-context";

const useStyles = makeStyles({ root: { display: "flex", marginLeft: "auto", flexShrink: 0 } });

/** Done to an element by its path; undefined where it can't be done now. */
const deeds = {
  up: {
    icon: <ArrowUpRegular />,
    labelOf: (label: string) => `Move ${label} up`,
    of: (path: NodePath) => (document: XmlDocument) => moveElement(document, path, -1),
  },
  down: {
    icon: <ArrowDownRegular />,
    labelOf: (label: string) => `Move ${label} down`,
    of: (path: NodePath) => (document: XmlDocument) => moveElement(document, path, 1),
  },
  copy: {
    icon: <CopyRegular />,
    labelOf: (label: string) => `Copy ${label}`,
    of: (path: NodePath) => (document: XmlDocument) => duplicateElement(document, path),
  },
  remove: {
    icon: <DeleteRegular />,
    labelOf: (label: string) => `Remove ${label}`,
    of: (path: NodePath) => (document: XmlDocument) => removeElement(document, path),
  },
};
type DeedName = keyof typeof deeds;
const deedNames = Object.keys(deeds) as DeedName[];

interface Props {
  path: NodePath;
  label: string;
}

/** Move, copy and remove one element, as far as it can be done. Alt+Up and Alt+Down inside it move it too. */
export function ItemDeeds({ path, label }: Props) {
  const { document } = usePayloadForm();
  const possible = deedNames.filter((name) => deeds[name].of(path)(document));
  return <DeedButtons path={path} label={label} possible={possible} />;
}

const DeedButtons = memo(function DeedButtons(props: Props & { possible: DeedName[] }) {
  const styles = useStyles();
  const { path, label } = props;
  const { change } = useFormDeeds();
  return (
    <span className={styles.root}>
      {props.possible.map((name) => (
        <Tooltip key={name} content={deeds[name].labelOf(label)} relationship="label">
          <Button
            size="small"
            appearance="subtle"
            icon={deeds[name].icon}
            onClick={() => change(deeds[name].of(path))}
          />
        </Tooltip>
      ))}
    </span>
  );
}, isSameProps);
