import { attachment } from "@/app/_reports/answer";
import { Refusal } from "@/lib/access/errors";
import { withActor } from "@/lib/auth/with-actor";
import { DOCUMENT_FORMATS, makeDecisionDocument } from "@/lib/reports/decision-document";

/** `?format=pdf|xlsx`: the sealed document of one decision. */
export const GET = withActor<{ id: string; decisionId: string }>(
  async (actor, request, { id, decisionId }) => {
    const asked = new URL(request.url).searchParams.get("format");
    const format = DOCUMENT_FORMATS.find((known) => known === asked);
    if (!format) throw new Refusal("invalid", "Choose format=pdf or format=xlsx.");
    const file = await makeDecisionDocument(actor, { quoteId: id, decisionId, format }, new Date());
    return attachment(file, file.body);
  },
);
