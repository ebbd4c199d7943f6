"use client";

import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  ToggleButton,
  Tooltip,
  tokens,
} from "@fluentui/react-components";
import { ArrowDownload20Regular, Table20Regular } from "@fluentui/react-icons";
import { type ReactNode, type RefObject, useId, useRef } from "react";
import { type } from "@/components/ui/tokens";
import { type PngWords, savePng, saveText } from "./save-chart";

const useStyles = makeStyles({
  root: {
    minWidth: 0,
    boxSizing: "border-box",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: "12px 16px 16px",
  },
  head: { display: "flex", alignItems: "flex-start", gap: "8px", marginBottom: "8px" },
  words: { flexGrow: 1, minWidth: 0 },
  title: { ...type.h3 },
  note: { ...type.caption, color: tokens.colorNeutralForeground3, margin: 0 },
});

export interface ChartFile {
  /** Without ending. */
  name: string;
  csv(): string;
  png: PngWords;
}

/** One chart with its name, its table twin, and both as a file. */
export function ChartCard(props: {
  title: string;
  note?: ReactNode;
  tools?: ReactNode;
  file: ChartFile;
  isTable?: boolean;
  onTable?(isTable: boolean): void;
  children: ReactNode;
}) {
  const styles = useStyles();
  const title = useId();
  const root = useRef<HTMLElement>(null);
  return (
    <section ref={root} className={styles.root} aria-labelledby={title}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id={title} className={styles.title}>
            {props.title}
          </h2>
          {props.note && <p className={styles.note}>{props.note}</p>}
        </div>
        {props.tools}
        {props.onTable && (
          <Tooltip content="Show as table" relationship="label">
            <ToggleButton
              appearance="subtle"
              size="small"
              icon={<Table20Regular />}
              checked={props.isTable}
              onClick={() => props.onTable?.(!props.isTable)}
            />
          </Tooltip>
        )}
        <Save file={props.file} root={root} hasDrawing={!props.isTable} />
      </div>
      {props.children}
    </section>
  );
}

function Save(props: {
  file: ChartFile;
  root: RefObject<HTMLElement | null>;
  hasDrawing: boolean;
}) {
  const { file, root } = props;
  const png = () => {
    const drawing = root.current?.querySelector<SVGSVGElement>("svg[data-chart]");
    if (drawing) void savePng(drawing, `${file.name}.png`, file.png);
  };
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={`Save “${file.png.title}”`} relationship="label">
          <Button appearance="subtle" size="small" icon={<ArrowDownload20Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem disabled={!props.hasDrawing} onClick={png}>
            Picture (PNG)
          </MenuItem>
          <MenuItem onClick={() => saveText(`${file.name}.csv`, file.csv())}>Table (CSV)</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
