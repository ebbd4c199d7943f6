import { existsSync, readFileSync } from "node:fs";

export type Count = { passed: number; failed: number };

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number } };

function read<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : undefined;
}

/** A run that ended badly without naming a failed test still counts as one failure. */
function atLeastOne(count: Count, isOk: boolean): Count {
  return isOk || count.failed > 0 ? count : { ...count, failed: 1 };
}

/** A file that could not even be loaded has no tests of its own and counts as one failure. */
export function countVitest(file: string, isOk: boolean): Count {
  const report = read<VitestReport>(file);
  if (!report) return atLeastOne({ passed: 0, failed: 0 }, isOk);
  const unloaded = report.testResults.filter(
    (result) => result.status === "failed" && result.assertionResults.length === 0,
  ).length;
  const count = { passed: report.numPassedTests, failed: report.numFailedTests + unloaded };
  return atLeastOne(count, isOk);
}

export function countPlaywright(file: string, isOk: boolean): Count {
  const report = read<PlaywrightReport>(file);
  if (!report) return atLeastOne({ passed: 0, failed: 0 }, isOk);
  const { expected, unexpected, flaky } = report.stats;
  return atLeastOne({ passed: expected + flaky, failed: unexpected }, isOk);
}
