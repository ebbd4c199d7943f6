"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Modal } from "@/components/ui/modal/modal";
import { StatusIcon } from "@/components/ui/status";
import { problemLooks } from "@/components/ui/status-looks";
import type { ImportResult } from "@/content/translation/files/rows";

const useStyles = makeStyles({
  list: {
    listStyle: "none",
    margin: "12px 0 0",
    padding: 0,
    maxHeight: "320px",
    overflowY: "auto",
  },
  item: { display: "flex", gap: "8px", alignItems: "flex-start", padding: "4px 0" },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What came of a file: how many texts, and of every row that was left out why. */
export function ImportReport(props: {
  report: { file: string; result: ImportResult } | undefined;
  onClose(): void;
}) {
  const styles = useStyles();
  const { report, onClose } = props;
  if (!report) return null;
  const { imported, unchanged, empty, problems } = report.result;
  const left = problems.filter(({ kind }) => kind === "error").length;
  return (
    <Modal isOpen onClose={onClose}>
      <DialogBody>
        <DialogTitle>{report.file}</DialogTitle>
        <DialogContent>
          {texts(imported)} imported, {unchanged} unchanged, {empty} without a translation
          {left > 0 ? `, ${texts(left)} left out.` : "."}
          {imported > 0 && (
            <span className={styles.quiet}> Undo brings the earlier texts back.</span>
          )}
          {problems.length > 0 && (
            <ul className={styles.list}>
              {problems.map(({ line, kind, message }) => (
                <li key={`${line} ${message}`} className={styles.item}>
                  <StatusIcon
                    look={kind === "error" ? problemLooks.error : problemLooks.warning}
                    labelled
                  />
                  Line {line}: {message}
                </li>
              ))}
            </ul>
          )}
        </DialogContent>
        <DialogActions>
          <Button appearance="primary" onClick={onClose}>
            Close
          </Button>
        </DialogActions>
      </DialogBody>
    </Modal>
  );
}

function texts(count: number): string {
  return count === 1 ? "1 text" : `${count} texts`;
}
