import { asActor } from "@/lib/access/actor";
import { notFound } from "@/lib/access/errors";
import { withActor } from "@/lib/auth/with-actor";
import { openKept } from "@/lib/reports/kept-file";
import { findKept } from "@/lib/reports/kept-reports";
import { MEDIA_TYPES } from "@/lib/reports/make-report";
import { attachment } from "./answer";

/** The file of a kept report, for whoever asked for it. */
export const keptAnswer = withActor<{ id: string }>(async (actor, _request, { id }) => {
  const report = await asActor(actor, (tx) => findKept(tx, actor, id, new Date()), { readOnly: true });
  const file = report.status === "ready" ? await openKept(report.id) : null;
  if (!file || !report.fileName) throw notFound("This report");
  return attachment({ name: report.fileName, mediaType: MEDIA_TYPES[report.format] }, file.body, file.bytes);
});
