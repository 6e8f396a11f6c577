import { modelAnswer } from "@/app/_models/model-answer";
import { notFound } from "@/lib/access/errors";
import { refusing } from "@/lib/auth/with-actor";
import { openedModel } from "../open";

/** The model a short-lived link shows; what it is called stays here. */
export function GET(request: Request, context: { params: Promise<{ token: string }> }): Promise<Response> {
  return refusing(async () => {
    const model = await openedModel((await context.params).token);
    if (!model) throw notFound("This model");
    return modelAnswer(request, { ...model, name: "model.glb" });
  });
}
