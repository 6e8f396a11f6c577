import type { CustomerActor, ProducerActor, Tx } from "@/lib/access/actor";
import { stepBackInDatabase } from "@/lib/launch/step-back";
import { keepReport } from "./kept-file";
import { type KeptReport, scopeOfKept } from "./kept-reports";
import { makeReport } from "./make-report";

/** Makes a report and keeps its file; `onRows` hears how many rows more were read. Throws what making it throws. */
export async function makeFile(
  report: KeptReport,
  { now, onRows }: { now: Date; onRows: (rows: number) => void },
): Promise<{ fileName: string; bytes: number }> {
  const { id, type, format } = report;
  const find = async (tx: Tx) => {
    await stepBackInDatabase(tx);
    return scopeOfKept(report);
  };
  const most = Number.POSITIVE_INFINITY;
  const made = await makeReport(makerOf(report), { find, type, format }, { now, most, onRows });
  if (!("file" in made)) throw new Error("A report without a limit was too long.");
  return { fileName: made.file.name, bytes: await keepReport(id, made.file.body) };
}

/** Whoever asked, with the rights that decide about columns and scope and no others. */
function makerOf({ madeFor, organisationId, requestedBy }: KeptReport): CustomerActor | ProducerActor {
  if (madeFor === "producer") return { kind: "ops", userId: requestedBy };
  const none = { approvalLimit: null, approvalCurrency: null };
  return { kind: "customer", userId: requestedBy, organisationId, role: "customer_member", ...none };
}
