import type { CustomerActor, ProducerActor, StakeholderActor, Tx } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { asAttachment } from "@/lib/reports/file-name";
import { makeReport, type ReportFile } from "@/lib/reports/make-report";
import { REPORT_FORMATS, REPORT_TYPES, ROWS_AT_ONCE } from "@/lib/reports/report";
import type { Scope } from "@/lib/reports/scope";

/**
 * The report an address asks for with `type` and `format`. Throws a Refusal that names a wrong one, *not found* for what
 * the actor may not see, and one for more rows than are answered at once.
 */
export async function reportAsked(
  actor: CustomerActor | ProducerActor | StakeholderActor,
  address: string,
  find: (tx: Tx) => Promise<Scope>,
): Promise<ReportFile> {
  const query = new URL(address).searchParams;
  const type = oneOf(query, "type", REPORT_TYPES);
  const format = oneOf(query, "format", REPORT_FORMATS);
  const made = await makeReport(actor, { find, type, format }, { now: new Date(), most: ROWS_AT_ONCE });
  if ("file" in made) return made.file;
  const limit = ROWS_AT_ONCE.toLocaleString("en");
  throw new Refusal(
    "not_possible",
    `This report has ${made.tooLong.rows.toLocaleString("en")} rows, and at most ${limit} are answered at once. Choose the Summary Report.`,
  );
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

/** A report's file as a download that nobody keeps on the way. */
export function attachment({ name, mediaType }: ReportFile, body: ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: {
      "content-type": mediaType,
      "content-disposition": asAttachment(name),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
