import { type CustomerActor, type ProducerActor, roleOf, type StakeholderActor } from "@/lib/access/actor";
import { notPermitted, Refusal } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";
import { asAttachment } from "@/lib/reports/file-name";
import { requestReport } from "@/lib/reports/kept-reports";
import { type MadeReport, makeReport, type ReportFile } from "@/lib/reports/make-report";
import { type ReportType, ROWS_AT_ONCE } from "@/lib/reports/report";
import { askedFile, type Find, narrowedAsAsked } from "./asked";

/** The report an address asks for with `type` and `format`, narrowed as its page was: answered at once, or, where it is long, made and kept. */
export async function answerReport(
  actor: CustomerActor | ProducerActor,
  address: string,
  find: Find,
): Promise<Response> {
  if (!can(roleOf(actor), "downloadReport")) throw notPermitted("download reports");
  const { type, format } = askedFile(address);
  const now = new Date();
  const narrowed = narrowedAsAsked(actor, new URL(address).searchParams, find, now);
  const made = await makeReport(actor, { find: narrowed, type, format }, { now, most: ROWS_AT_ONCE });
  if ("file" in made) return attachment(made.file, made.file.body);
  const { scope, name: subject, rows } = made.tooLong;
  const id = await requestReport(actor, { scope, type, format, subject, rows }, now);
  const location = `${actor.kind === "customer" ? "" : "/ops"}/reports/${id}`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}

/** The same for a link's holder, for whom nothing is kept: throws a Refusal where the report is too long. */
export async function shareReport(
  actor: StakeholderActor,
  address: string,
  types: readonly ReportType[],
  find: Find,
): Promise<ReportFile> {
  const { type, format } = askedFile(address);
  if (!types.includes(type)) throw notPermitted("download this report with this link");
  const wanted = { now: new Date(), most: ROWS_AT_ONCE };
  const made: MadeReport = await makeReport(actor, { find, type, format }, wanted);
  if ("file" in made) return made.file;
  const limit = ROWS_AT_ONCE.toLocaleString("en");
  throw new Refusal(
    "not_possible",
    `This report has ${made.tooLong.rows.toLocaleString("en")} rows, and a link gives at most ${limit}. Choose the Summary Report, or ask whoever sent you the link for the file.`,
  );
}

/** A report's file as a download that nobody keeps on the way. */
export function attachment(
  { name, mediaType }: Pick<ReportFile, "name" | "mediaType">,
  body: ReadableStream<Uint8Array>,
  bytes?: number,
): Response {
  return new Response(body, {
    headers: {
      "content-type": mediaType,
      "content-disposition": asAttachment(name),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(bytes === undefined ? {} : { "content-length": String(bytes) }),
    },
  });
}
