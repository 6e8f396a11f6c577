import { and, eq, inArray, lte } from "drizzle-orm";
import { reports } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { SheetTooLong } from "./format/sheet";
import { removeKept } from "./kept-file";
import type { KeptReport } from "./kept-reports";
import { makeFile } from "./make-file";

const system = { kind: "system", job: "reports" } as const;
/** A report that was begun so often without an end took its process down with it. */
const mostAttempts = 3;
/** How often its progress is written. */
const progressEvery = 1000;

/**
 * Makes the reports that wait, one after the other, oldest first; one that a killed process had begun is begun again.
 * Then removes those whose days are over. A job: one process at a time.
 */
export async function makeWaitingReports(
  now: Date,
  { clock = () => new Date(), stopping }: { clock?: () => Date; stopping?: AbortSignal } = {},
): Promise<void> {
  while (!stopping?.aborted) {
    const report = await nextReport();
    if (!report) break;
    await makeKept(report, { clock, stopping });
  }
  await removeExpired(now);
}

function nextReport(): Promise<KeptReport | undefined> {
  return asActor(system, async (tx) => {
    const [next] = await tx
      .select()
      .from(reports)
      .where(inArray(reports.status, ["waiting", "making"]))
      .orderBy(reports.createdAt)
      .limit(1);
    if (!next) return undefined;
    const attempts = next.attempts + 1;
    await tx
      .update(reports)
      .set({ status: "making", attempts, rowsMade: 0 })
      .where(and(eq(reports.organisationId, next.organisationId), eq(reports.id, next.id)));
    return { ...next, attempts };
  });
}

async function makeKept(
  report: KeptReport,
  { clock, stopping }: { clock: () => Date; stopping: AbortSignal | undefined },
): Promise<void> {
  const { organisationId, id } = report;
  const write = (values: Partial<KeptReport>) =>
    asActor(system, (tx) =>
      tx
        .update(reports)
        .set(values)
        .where(and(eq(reports.organisationId, organisationId), eq(reports.id, id))),
    );
  const fail = (failure: string) => write({ status: "failed", failure, finishedAt: clock() });
  if (report.attempts > mostAttempts) return void (await fail(GIVEN_UP));
  let rowsMade = 0;
  const progress = setInterval(() => void write({ rowsMade }).catch(() => {}), progressEvery);
  try {
    const made = await makeFile(report, {
      now: clock(),
      onRows: (rows) => {
        stopping?.throwIfAborted();
        rowsMade += rows;
      },
    });
    await write({ status: "ready", ...made, rowsMade, rows: rowsMade, finishedAt: clock() });
  } catch (error) {
    await removeKept(id);
    // Given up, not failed: it waits for the next process as it did for this one.
    if (stopping?.aborted) await write({ status: "waiting", attempts: report.attempts - 1, rowsMade: 0 });
    else if (error instanceof Refusal || error instanceof SheetTooLong) await fail(error.message);
    else throw error;
  } finally {
    clearInterval(progress);
  }
}

const GIVEN_UP = "It could not be made after several attempts. Choose fewer variants, or contact support.";

async function removeExpired(now: Date): Promise<void> {
  const over = await asActor(system, (tx) =>
    tx
      .select({ organisationId: reports.organisationId, id: reports.id })
      .from(reports)
      .where(lte(reports.expiresAt, now))
      .limit(500),
  );
  for (const { organisationId, id } of over) {
    await removeKept(id);
    await asActor(system, (tx) =>
      tx.delete(reports).where(and(eq(reports.organisationId, organisationId), eq(reports.id, id))),
    );
  }
}
