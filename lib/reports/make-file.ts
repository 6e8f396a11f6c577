import type { CustomerActor, ProducerActor, Tx } from "@/lib/access/actor";
import { keepReport } from "./kept-file";
import { type KeptReport, scopeOfKept } from "./kept-reports";
import { makeReport } from "./make-report";

/**
 * Makes a report and keeps its file; `onRows` hears how many rows more were read, `onBegin` is waited for in the
 * transaction that reads them. Throws what making it throws.
 */
export type MakeFile = (
  report: KeptReport,
  how: { now: Date; onRows: (rows: number) => void; onBegin?: (tx: Tx) => Promise<void> },
) => Promise<{ fileName: string; bytes: number }>;

/** In the thread that calls it. */
export const makeFile: MakeFile = async (report, { now, onRows, onBegin }) => {
  const { id, type, format } = report;
  const find = async (tx: Tx) => {
    await onBegin?.(tx);
    return scopeOfKept(report);
  };
  const most = Number.POSITIVE_INFINITY;
  const made = await makeReport(makerOf(report), { find, type, format }, { now, most, onRows });
  if (!("file" in made)) throw new Error("A report without a limit was too long.");
  return { fileName: made.file.name, bytes: await keepReport(id, made.file.body) };
};

/** Whoever asked, with the rights that decide about columns and scope and no others. */
function makerOf({ madeFor, organisationId, requestedBy }: KeptReport): CustomerActor | ProducerActor {
  if (madeFor === "producer") return { kind: "ops", userId: requestedBy };
  const none = { approvalLimit: null, approvalCurrency: null };
  return { kind: "customer", userId: requestedBy, organisationId, role: "customer_member", ...none };
}
