import {
  type CustomerActor,
  type ProducerActor,
  roleOf,
  type StakeholderActor,
  type Tx,
} from "@/lib/access/actor";
import { notPermitted, Refusal } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";
import { PLACES } from "@/lib/lifecycle/states";
import { asAttachment } from "@/lib/reports/file-name";
import { requestReport } from "@/lib/reports/kept-reports";
import { type MadeReport, makeReport, type ReportFile } from "@/lib/reports/make-report";
import {
  REPORT_FORMATS,
  REPORT_TYPES,
  type ReportFormat,
  type ReportType,
  ROWS_AT_ONCE,
} from "@/lib/reports/report";
import {
  type Narrowed,
  type Scope,
  scopeOfBatches,
  scopeOfEverything,
  scopeOfOrder,
  scopeOfOrganisation,
} from "@/lib/reports/scope";
import { VARIANT_FILTERS } from "@/lib/variants/filters";

type Find = (tx: Tx) => Promise<Scope>;

/** The report an address asks for with `type` and `format`, narrowed by `show` and `place` as its page was: answered at once, or, where it is long, made and kept. */
export async function answerReport(
  actor: CustomerActor | ProducerActor,
  address: string,
  find: Find,
): Promise<Response> {
  if (!can(roleOf(actor), "downloadReport")) throw notPermitted("download reports");
  const { type, format } = asked(address);
  const now = new Date();
  const only = askedOnly(new URL(address).searchParams, now);
  const narrowed = async (tx: Tx) => ({ ...(await find(tx)), ...(only ? { only } : {}) });
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
  const { type, format } = asked(address);
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

/** What the query names; throws a Refusal that names what is wrong with it. */
function asked(address: string): { type: ReportType; format: ReportFormat } {
  const query = new URL(address).searchParams;
  return { type: oneOf(query, "type", REPORT_TYPES), format: oneOf(query, "format", REPORT_FORMATS) };
}

/** What the query narrows a list to as its page was; undefined where it does not. */
export function askedOnly(query: URLSearchParams, at: Date): Narrowed | undefined {
  if (!query.get("show") && !query.get("place")) return undefined;
  const place = query.get("place") ? oneOf(query, "place", PLACES) : null;
  const filter = query.get("show") ? oneOf(query, "show", VARIANT_FILTERS) : "all";
  return filter === "all" && !place ? undefined : { filter, place, at };
}

/**
 * Of what an address asks for a report: `batch` (again and again), `order`, or neither for all that the organisation
 * has. The producer names an `organisation`, or means all of them.
 */
export function askedScope(actor: CustomerActor | ProducerActor, query: URLSearchParams): Find {
  const batches = query.getAll("batch");
  const order = query.get("order");
  if (batches.length > 0) return (tx) => scopeOfBatches(tx, batches);
  if (order) return (tx) => scopeOfOrder(tx, order);
  if (actor.kind === "customer") return (tx) => scopeOfOrganisation(tx, actor.organisationId);
  const organisation = query.get("organisation");
  return organisation ? (tx) => scopeOfOrganisation(tx, organisation) : scopeOfEverything;
}

function oneOf<T extends string>(query: URLSearchParams, name: string, all: readonly [T, ...T[]]): T {
  const given = query.get(name);
  const found = all.find((value) => value === given);
  if (found) return found;
  throw new Refusal("invalid", `${name} must be ${listed(all)}, not "${(given ?? "").slice(0, 40)}".`);
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
