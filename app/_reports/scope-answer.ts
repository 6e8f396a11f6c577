import { withActor } from "@/lib/auth/with-actor";
import { answerReport } from "./answer";
import { askedScope } from "./asked";

/** The report of whatever its address names: batches, an order, an organisation, or all that its reader sees. */
export const scopeAnswer = withActor((actor, request) =>
  answerReport(actor, request.url, askedScope(actor, new URL(request.url).searchParams)),
);
