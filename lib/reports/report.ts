import type { SharePart } from "@/db/schema/sharing";
import type { Actor } from "@/lib/access/actor";
import type { Audience } from "./format/columns";

/** The three reports, in the order and words of the seed ("Download Progress Reports"). */
export const REPORT_TYPES = ["summary", "detailed", "timeline"] as const;
export type ReportType = (typeof REPORT_TYPES)[number];

export const REPORT_WORDS: Readonly<Record<ReportType, { title: string; about: string }>> = {
  summary: { title: "Summary Report", about: "Overview of batch progress" },
  detailed: { title: "Detailed Report", about: "Individual variant status" },
  timeline: { title: "Timeline Report", about: "Production schedule" },
};

/** The reports a link may hand out: what its page shows, as files. */
export function typesOfLink(shows: readonly SharePart[]): ReportType[] {
  const part = { summary: null, detailed: "variants", timeline: "timeline" } as const;
  return REPORT_TYPES.filter((type) => part[type] === null || shows.includes(part[type]));
}

export const REPORT_FORMATS = ["csv", "xlsx"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const FORMAT_WORDS: Readonly<Record<ReportFormat, string>> = { csv: "CSV", xlsx: "Excel" };

/** As many rows are answered at once; longer reports are made outside the request (contract.md, Addresses). */
export const ROWS_AT_ONCE = 10_000;

/** Who reads a report made for this actor: columns are declared with it. Reports are never made for a job. */
export function readerOf(actor: Actor): Audience {
  switch (actor.kind) {
    case "stakeholder":
      return "everyone";
    case "customer":
      return "customer";
    case "ops":
    case "admin":
      return "producer";
    case "system":
      throw new Error("A report is made for a person.");
  }
}
