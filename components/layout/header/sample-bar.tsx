import { makeStyles, tokens } from "@fluentui/react-components";
import { type } from "@/components/ui/tokens";

const useStyles = makeStyles({
  root: {
    ...type.caption,
    padding: "4px 24px",
    textAlign: "center",
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** Stays as long as the publisher holds made-up customers. */
export function SampleBar() {
  const styles = useStyles();
  return (
    <aside className={styles.root} aria-label="Sample data">
      Sample data. Nothing leaves this machine.
    </aside>
  );
}
