import { randomUUID } from "node:crypto";
import { log } from "@/lib/launch/log";
import { claimJob, finishJob, giveBackJobs, leaseMs, renewJob } from "./claim-job";

/** Work done again and again in the background; it takes up what is due by itself, so a run may be repeated. */
export interface Job {
  name: string;
  everySeconds: number;
  /** `stopping` says when its process is to end: what takes long then ends early, to be taken up again. */
  run(now: Date, stopping: AbortSignal): Promise<unknown>;
}

/**
 * Runs jobs from now on, each in one process at a time however many processes run jobs. What a killed process was
 * doing is taken up by another, or the next start, within a minute; at once by one that holds under its name.
 * @returns takes up nothing new, and resolves when what runs has ended.
 */
export function runJobs(jobs: readonly Job[], holder: string = randomUUID()): () => Promise<void> {
  const stopping = new AbortController();
  const running = new Map<Job, { timer?: NodeJS.Timeout; work: Promise<void> }>();
  const turn = (job: Job) => {
    const work = runWhenDue(job, holder, undefined, stopping.signal).then(() => {
      if (!stopping.signal.aborted)
        running.set(job, { timer: setTimeout(turn, job.everySeconds * 1000, job).unref(), work });
    });
    running.set(job, { work });
  };
  const beginning = giveBack(holder).then(() => {
    if (!stopping.signal.aborted) for (const job of jobs) turn(job);
  });
  return async () => {
    stopping.abort();
    for (const { timer } of running.values()) clearTimeout(timer);
    await Promise.all([beginning, ...[...running.values()].map(({ work }) => work)]);
  };
}

/** What one that died had claimed under this name. */
async function giveBack(holder: string): Promise<void> {
  await giveBackJobs(holder).catch((error: unknown) => {
    log.warn({ error }, "Claims of jobs could not be given back; they end by themselves");
  });
}

/** One turn of a job: nothing where it is not due or runs elsewhere. Failures are logged and kept, never thrown. */
export async function runWhenDue(
  job: Job,
  holder: string,
  clock: () => Date = () => new Date(),
  stopping: AbortSignal = new AbortController().signal,
): Promise<void> {
  try {
    if (!(await claimJob(job.name, holder, clock()))) return;
    const renewal = setInterval(() => void renew(job, holder, clock), leaseMs / 4);
    const failure = await job.run(clock(), stopping).then(
      () => null,
      (error: unknown) => {
        if (stopping.aborted) return null;
        log.error({ job: job.name, error }, "A job failed; it is tried again");
        return error instanceof Error ? error.message : String(error);
      },
    );
    clearInterval(renewal);
    const now = clock();
    // What was given up for the end of its process is due at once, in another or after the next start.
    const pause = stopping.aborted ? 0 : job.everySeconds * 1000;
    await finishJob(job.name, holder, { now, dueAt: new Date(now.getTime() + pause), failure });
  } catch (error) {
    log.warn({ job: job.name, error }, "The database did not answer a job; it is tried again");
  }
}

async function renew(job: Job, holder: string, clock: () => Date): Promise<void> {
  await renewJob(job.name, holder, clock()).catch((error: unknown) => {
    log.warn({ job: job.name, error }, "A job could not hold its claim");
  });
}
