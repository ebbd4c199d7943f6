"use client";

import { Button, makeStyles, Select, tokens } from "@fluentui/react-components";
import { ChevronLeft20Regular, ChevronRight20Regular } from "@fluentui/react-icons";
import { useId } from "react";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  root: {
    ...type.caption,
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: "8px",
    padding: "16px 0 0",
    color: tokens.colorNeutralForeground2,
  },
  end: { display: "flex", alignItems: "center", gap: "8px", marginLeft: "auto" },
});

export const pageSizes = [10, 25, 50, 100] as const;

/** "1 to 10 of 48", rows per page, previous and next. */
export function Pagination(props: {
  page: number;
  size: number;
  total: number;
  onChange: (changes: { page?: string; size?: string }) => void;
}) {
  const styles = useStyles();
  const format = useFormat();
  const sizeId = useId();
  const { page, size, total, onChange } = props;
  const pages = Math.max(1, Math.ceil(total / size));
  const first = total === 0 ? 0 : (page - 1) * size + 1;
  const last = Math.min(total, page * size);
  return (
    <nav className={styles.root} aria-label="Pages">
      <span role="status">
        {format.number(first)} to {format.number(last)} of {format.number(total)}
      </span>
      <div className={styles.end}>
        <label htmlFor={sizeId}>Rows per page</label>
        <Select
          id={sizeId}
          value={String(size)}
          onChange={(_, data) => onChange({ size: data.value })}
        >
          {pageSizes.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
        <Button
          appearance="subtle"
          icon={<ChevronLeft20Regular />}
          aria-label="Previous page"
          disabledFocusable={page <= 1}
          onClick={() => page > 1 && onChange({ page: String(page - 1) })}
        />
        <span>
          Page {format.number(page)} of {format.number(pages)}
        </span>
        <Button
          appearance="subtle"
          icon={<ChevronRight20Regular />}
          aria-label="Next page"
          disabledFocusable={page >= pages}
          onClick={() => page < pages && onChange({ page: String(page + 1) })}
        />
      </div>
    </nav>
  );
}
