"use client";

import { Button, makeStyles } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";

const useStyles = makeStyles({ root: { alignSelf: "flex-start" } });

export function AddButton(props: { label: string; onAdd(): void }) {
  const styles = useStyles();
  return (
    <Button className={styles.root} size="small" icon={<AddRegular />} onClick={props.onAdd}>
      {props.label}
    </Button>
  );
}
