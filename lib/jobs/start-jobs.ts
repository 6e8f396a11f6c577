import { noticeAlerts } from "@/lib/alerts/notice-alerts";
import { learnInProcess } from "@/lib/insights/learn/learn-in-process";
import { learnModel } from "@/lib/insights/learn/learn-model";
import { trimNews } from "@/lib/live/trim-news";
import { queueDigests } from "@/lib/notifications/queue-digests";
import { queueLinkSummaries } from "@/lib/notifications/queue-link-summaries";
import { queueNotices } from "@/lib/notifications/queue-notices";
import { queueWeeklyReports } from "@/lib/notifications/queue-weekly-reports";
import { remindOfExpiry } from "@/lib/notifications/remind-expiry";
import { sendDueMails } from "@/lib/notifications/send-due-mails";
import { sendDuePushes } from "@/lib/notifications/send-due-pushes";
import { tellDelays } from "@/lib/notifications/tell-delays";
import { tellNews } from "@/lib/notifications/tell-news";
import { refreshEveryPromise, refreshPromises } from "@/lib/promises/refresh-promises";
import { expireQuotes } from "@/lib/quotes/close-quote";
import { makeWaitingReports } from "@/lib/reports/make-kept";
import { applyRules } from "@/lib/rules/apply-rules";
import { forgetAddresses } from "@/lib/subscriptions/forget-addresses";
import { resumeOperations } from "@/lib/variants/send-event";
import { type Job, runJobs } from "./run-jobs";

/** Everything that happens in the background. */
export const JOBS: readonly Job[] = [
  { name: "mail", everySeconds: 5, run: sendDueMails },
  { name: "tell news", everySeconds: 2, run: tellNews },
  { name: "tell delays", everySeconds: 60, run: tellDelays },
  { name: "remind of expiry", everySeconds: 300, run: remindOfExpiry },
  { name: "push", everySeconds: 5, run: sendDuePushes },
  { name: "queue notices", everySeconds: 10, run: queueNotices },
  { name: "queue digests", everySeconds: 60, run: queueDigests },
  { name: "queue link summaries", everySeconds: 60, run: queueLinkSummaries },
  { name: "queue weekly reports", everySeconds: 60, run: queueWeeklyReports },
  { name: "forget addresses", everySeconds: 600, run: forgetAddresses },
  { name: "resume operations", everySeconds: 5, run: resumeOperations },
  { name: "make reports", everySeconds: 3, run: (now, stopping) => makeWaitingReports(now, { stopping }) },
  { name: "apply rules", everySeconds: 2, run: (now) => applyRules(now) },
  { name: "notice alerts", everySeconds: 60, run: noticeAlerts },
  { name: "learn", everySeconds: 300, run: learnAndReckon },
  { name: "promises", everySeconds: 5, run: refreshPromises },
  { name: "expire quotes", everySeconds: 60, run: expireQuotes },
  { name: "trim news", everySeconds: 600, run: trimNews },
];

/** What was learned moves dates at once, not batch by batch over an hour: pages that reckon and pages that keep agree. */
async function learnAndReckon(now: Date, stopping: AbortSignal): Promise<void> {
  if (await learnModel(now, (from) => learnInProcess(from, stopping))) await refreshEveryPromise(new Date());
}

/**
 * Starts the background work in this process, which holds what it does under the name `holder`.
 * @returns takes up nothing new, and resolves when what runs has ended.
 */
export function startJobs(holder?: string): () => Promise<void> {
  return runJobs(JOBS, holder);
}
