import { makeStyles, tokens } from "@fluentui/react-components";

/** Looks of small tables that are neither sorted nor paged. */
export const usePlainTable = makeStyles({
  table: { width: "100%", borderCollapse: "collapse", fontSize: "13px", lineHeight: "18px" },
  head: {
    textAlign: "left",
    fontSize: "12px",
    fontWeight: 600,
    padding: "4px 8px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    whiteSpace: "nowrap",
  },
  headNumber: {
    textAlign: "right",
    fontSize: "12px",
    fontWeight: 600,
    padding: "4px 8px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    whiteSpace: "nowrap",
  },
  row: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, height: "29px" },
  cell: { padding: "4px 8px" },
  number: { padding: "4px 8px", textAlign: "right", whiteSpace: "nowrap" },
});
