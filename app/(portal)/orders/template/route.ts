import { withActor } from "@/lib/auth/with-actor";
import { templateCsv, templateXlsx } from "@/lib/import/template";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The order template: every column we know with two examples, as CSV or Excel. */
export const GET = withActor(async (_actor, request) => {
  const excel = new URL(request.url).searchParams.get("format") === "xlsx";
  return new Response(excel ? templateXlsx() : templateCsv(), {
    headers: {
      "content-type": excel ? XLSX : "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="framewatch-order-template.${excel ? "xlsx" : "csv"}"`,
      "cache-control": "no-store",
    },
  });
});
