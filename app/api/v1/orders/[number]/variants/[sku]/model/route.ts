import { receiveModel } from "@/app/_models/receive-model";
import { withToken } from "@/lib/auth/with-token";
import { addModel } from "@/lib/models/add-model";

/**
 * Takes the 3D model of a variant, named by its order's number and its SKU: binary glTF 2.0 as the body, held to what an
 * upload by hand is. `note` in the address says what was done. 201 with the new version, 200 where that file is the
 * latest already; a repeated `Idempotency-Key` gets the first answer again.
 */
export const PUT = withToken<{ number: string; sku: string }>(async (actor, request, params) => {
  const { number: orderNumber, sku } = params;
  const content = await receiveModel(request, `${sku}.glb`);
  const note = new URL(request.url).searchParams.get("note");
  const idempotencyKey = request.headers.get("idempotency-key") ?? undefined;
  const { isNew, ...model } = await addModel(
    actor,
    { orderNumber, sku, note, idempotencyKey },
    content,
    new Date(),
  );
  return Response.json(model, { status: isNew ? 201 : 200, headers: { "cache-control": "no-store" } });
});
