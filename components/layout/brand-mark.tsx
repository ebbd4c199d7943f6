import { makeStyles, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  root: {
    display: "inline-flex",
    alignItems: "center",
    gap: "8px",
    color: tokens.colorNeutralForeground1,
    fontSize: "15px",
    lineHeight: "20px",
    fontWeight: 600,
    textDecorationLine: "none",
  },
});

/** The mark and the name. */
export function BrandMark() {
  const styles = useStyles();
  return (
    <span className={styles.root}>
      <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
        <rect width="24" height="24" rx="4" fill="#0f6cbd" />
        <path
          d="M17.6 6.3 6.7 9.4a1 1 0 0 0-.7 1v2.7c0 .4.3.8.7.9l1.4.4c-.1 1.8 1 3.1 2.6 3.1 1.2 0 2.1-.7 2.4-1.8l4.5 1.2c.5.1.9-.2.9-.7V7c0-.5-.4-.8-.9-.7Zm-7.9 8.6 1.9.5c-.2.4-.5.6-.9.6-.6 0-1-.4-1-1.1Z"
          fill="#ffffff"
        />
      </svg>
      Herald
    </span>
  );
}
