import { modelAnswer } from "@/app/_models/model-answer";
import { notFound } from "@/lib/access/errors";
import { refusing } from "@/lib/auth/with-actor";
import { visitModel } from "@/lib/catalogues/visit";

/** The 3D model of a variant that a live catalogue shows, for as long as it does. */
export function GET(
  request: Request,
  context: { params: Promise<{ slug: string; itemId: string }> },
): Promise<Response> {
  return refusing(async () => {
    const { slug, itemId } = await context.params;
    const model = await visitModel(slug, itemId);
    if (!model) throw notFound("This model");
    return modelAnswer(request, { ...model, name: `${model.sku}.glb` });
  });
}
