import { answerReport } from "@/app/_reports/answer";
import { roleOf } from "@/lib/access/actor";
import { notPermitted } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";
import { withActor } from "@/lib/auth/with-actor";
import { scopeOfBatch } from "@/lib/reports/scope";

/** `?type=summary|detailed|timeline&format=csv|xlsx` (contract.md, Addresses). */
export const GET = withActor<{ id: string }>(async (actor, request, { id }) => {
  if (!can(roleOf(actor), "downloadReport")) throw notPermitted("download reports");
  return answerReport(actor, request.url, (tx) => scopeOfBatch(tx, id));
});
