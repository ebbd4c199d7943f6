import { makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  row: { display: "flex", alignItems: "center", gap: "12px", fontSize: "12px" },
  bar: { flex: 1, minWidth: "60px" },
  bad: { color: tokens.colorStatusDangerForeground1 },
});

/** UTF-8 bytes after escaping and with the tracking token, against what WNS takes. */
export function ByteMeter(props: { bytes: number; limit: number; language: string }) {
  const styles = useStyles();
  const format = useFormat();
  const { bytes, limit } = props;
  const isOver = bytes > limit;
  const color = isOver ? "error" : bytes > limit * 0.8 ? "warning" : "brand";
  return (
    <div>
      <div className={styles.row}>
        <span>
          <b>{format.number(bytes)}</b> of {format.number(limit)} bytes in {props.language}
        </span>
        <ProgressBar
          className={styles.bar}
          value={Math.min(1, bytes / limit)}
          color={color}
          aria-label="Payload size"
        />
      </div>
      {isOver && (
        <div className={styles.bad} role="alert">
          {format.number(bytes)} of {format.number(limit)} bytes. Shorten the text or remove{" "}
          {format.number(bytes - limit)} bytes of arguments.
        </div>
      )}
    </div>
  );
}
