import { existsSync, readFileSync } from "node:fs";

/** How many tests or checks held and how many did not. */
export interface Count {
  passed: number;
  failed: number;
}

/** Reads Vitest's JSON report; a file that could not be loaded counts as one failure, as does a run without report. */
export function countVitest(path: string, exitCode: number | null): Count {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(path, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  ).length;
  return settle({ passed: report.numPassedTests, failed: report.numFailedTests + unloaded }, exitCode);
}

/** Reads Playwright's JSON report; errors outside of tests count as failures, as does a run without report. */
export function countPlaywright(path: string, exitCode: number | null): Count {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const { stats, errors } = JSON.parse(readFileSync(path, "utf8")) as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors: unknown[];
  };
  return settle({ passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }, exitCode);
}

/** A runner that failed for a reason its report does not name has failed all the same. */
function settle(count: Count, exitCode: number | null): Count {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}
