import { makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";

const useStyles = makeStyles({
  row: { display: "flex", alignItems: "center", gap: "12px", fontSize: "12px", flexWrap: "wrap" },
  bar: { flex: 1, minWidth: "60px" },
  // On a phone the bar stands at the foot, where each line takes room from the form.
  largest: { "@media (max-width: 639.98px)": { display: "none" } },
  bad: { color: tokens.colorStatusDangerForeground1 },
});

interface Size {
  language: string;
  bytes: number;
}

/** UTF-8 bytes after escaping and with the tracking token, against what WNS takes. */
export function ByteMeter(props: { sizes: readonly Size[]; language: string; limit: number }) {
  const styles = useStyles();
  const format = useFormat();
  const { sizes, limit } = props;
  const own = sizes.find(({ language }) => language === props.language);
  if (!own) return null;
  const largest = sizes.reduce((most, size) => (size.bytes > most.bytes ? size : most), own);
  const { bytes } = own;
  const color = bytes > limit ? "error" : bytes > limit * 0.8 ? "warning" : "brand";
  return (
    <div>
      <div className={styles.row}>
        <span>
          <b>{format.number(bytes)}</b> of {format.number(limit)} bytes in{" "}
          {languageName(own.language)}
        </span>
        <ProgressBar
          className={styles.bar}
          value={Math.min(1, bytes / limit)}
          color={color}
          aria-label="Payload size"
        />
        {sizes.length > 1 && (
          <span className={styles.largest}>
            largest: {languageName(largest.language)}, {format.number(largest.bytes)}
          </span>
        )}
      </div>
      {largest.bytes > limit && (
        <div className={styles.bad} role="alert">
          {largest !== own && `${languageName(largest.language)}: `}
          {format.number(largest.bytes)} of {format.number(limit)} bytes. Shorten the text or remove{" "}
          {format.number(largest.bytes - limit)} bytes of arguments.
        </div>
      )}
    </div>
  );
}
