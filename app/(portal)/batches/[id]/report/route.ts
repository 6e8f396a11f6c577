import { answerReport } from "@/app/_reports/answer";
import { withActor } from "@/lib/auth/with-actor";
import { scopeOfBatch } from "@/lib/reports/scope";

/** `?type=summary|detailed|timeline&format=csv|xlsx` (contract.md, Addresses), and `show` and `place` as on its page. */
export const GET = withActor<{ id: string }>((actor, request, { id }) =>
  answerReport(actor, request.url, (tx) => scopeOfBatch(tx, id)),
);
