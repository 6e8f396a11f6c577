import { sendDueMails } from "@/lib/notifications/send-due-mails";
import { expireQuotes } from "@/lib/quotes/close-quote";
import { makeWaitingReports } from "@/lib/reports/make-kept";
import { applyRules } from "@/lib/rules/apply-rules";
import { resumeOperations } from "@/lib/variants/send-event";
import { type Job, runJobs } from "./run-jobs";

/** Everything that happens in the background. */
const jobs: Job[] = [
  { name: "mail", everySeconds: 5, run: sendDueMails },
  { name: "resume operations", everySeconds: 5, run: resumeOperations },
  { name: "make reports", everySeconds: 3, run: (now) => makeWaitingReports(now) },
  { name: "apply rules", everySeconds: 2, run: (now) => applyRules(now) },
  { name: "expire quotes", everySeconds: 60, run: expireQuotes },
];

/** Starts the background work of this server process; it ends with the process. */
export function startJobs(): void {
  const stop = runJobs(jobs);
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}
