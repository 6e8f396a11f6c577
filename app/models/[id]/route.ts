import { modelAnswer } from "@/app/_models/model-answer";
import { notFound } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";
import { withActor } from "@/lib/auth/with-actor";
import { openModel } from "@/lib/models/open-model";

/** A model's file, for whoever may see the variant. */
export const GET = withActor<{ id: string }>(async (actor, request, { id }) => {
  if (!isId(id)) throw notFound("This model");
  return modelAnswer(request, await openModel(actor, id));
});
