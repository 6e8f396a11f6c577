import { notFound } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";
import { withActor } from "@/lib/auth/with-actor";
import { importFaultsFile } from "@/lib/import/preview-import";

/** The rejected rows of an import as a CSV to correct and send again. */
export const faultsAnswer = withActor<{ importId: string }>(async (actor, _request, { importId }) => {
  if (!isId(importId)) throw notFound("This import");
  const { fileName, text } = await importFaultsFile(actor, importId);
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="faults.csv"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "cache-control": "no-store",
    },
  });
});
