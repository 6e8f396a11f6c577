import { notFound } from "next/navigation";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { LinkButton } from "@/components/ui/button";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { formatDay } from "@/lib/calendar/format";
import { findKept, type KeptReport } from "@/lib/reports/kept-reports";
import { FORMAT_WORDS, REPORT_WORDS } from "@/lib/reports/report";
import { rulesInForce } from "@/lib/variants/rules";
import { AskAgain } from "./ask-again";

/** A report that is made outside the request: how far it is, then its file. */
export async function KeptPage({
  actor,
  id,
  home,
}: {
  actor: CustomerActor | ProducerActor;
  id: string;
  /** The address of the list it stands in. */
  home: string;
}) {
  const now = new Date();
  const { report, zone } = await asActor(
    actor,
    async (tx) => ({
      report: await findKept(tx, actor, id, now),
      zone: (await rulesInForce(tx)).calendar.zone,
    }),
    { readOnly: true },
  ).catch(unlessMissing);
  const title = `${REPORT_WORDS[report.type].title}, ${FORMAT_WORDS[report.format]}`;
  return (
    <>
      <Crumbs crumbs={[{ label: "Reports", href: home }, { label: report.subject }]} />
      <PageTitle
        title={sentenceOf(report)}
        sub={`${title}: ${report.subject}`}
        actions={
          report.status === "ready" ? (
            <LinkButton primary file href={`${home}/${report.id}/file`}>
              Download, {sizeWords(report.bytes ?? 0)}
            </LinkButton>
          ) : null
        }
      />
      {report.status === "waiting" || report.status === "making" ? (
        <>
          <Making report={report} />
          <AskAgain />
        </>
      ) : null}
      {report.status === "failed" ? <p className="late">{report.failure}</p> : null}
      <p className="quiet mt-4">
        It is kept until {formatDay(report.expiresAt, { zone, now })}, and only you see it here.
      </p>
    </>
  );
}

function sentenceOf({ status, rows }: KeptReport): string {
  switch (status) {
    case "waiting":
    case "making":
      return "Your report is being made.";
    case "ready":
      return `Your report is ready: ${rows.toLocaleString("en-GB")} rows.`;
    case "failed":
      return "Your report could not be made.";
  }
}

function Making({ report: { rows, rowsMade } }: { report: KeptReport }) {
  const words = `${rowsMade.toLocaleString("en-GB")} of ${rows.toLocaleString("en-GB")} rows`;
  return (
    <>
      <svg
        className="h-2 w-full"
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={rows}
        aria-valuenow={rowsMade}
      >
        <rect className="fill-tint" width="100%" height="100%" />
        <rect className="fill-accent" width={`${Math.min(100, (rowsMade / rows) * 100)}%`} height="100%" />
      </svg>
      <p className="mt-3">{words}</p>
      <p className="quiet">You can leave this page; the report goes on.</p>
    </>
  );
}

/** "2.9 MB" */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000)).toLocaleString("en-GB")} kB`;
  return `${(bytes / 1_000_000).toLocaleString("en-GB", { maximumFractionDigits: 1 })} MB`;
}

function unlessMissing(error: unknown): never {
  if (error instanceof Refusal && error.code === "not_found") notFound();
  throw error;
}
