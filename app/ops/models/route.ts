import { notFound, notPermitted, Refusal } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";
import { withActor } from "@/lib/auth/with-actor";
import { type AddModelInput, addModel, refuseLargeModel } from "@/lib/models/add-model";
import { LARGEST_MODEL } from "@/lib/models/limits";

/** A browser that does not know the type says it is bytes; whoever says it is something else is believed. */
const TAKEN = ["model/gltf-binary", "application/octet-stream", ""];

/**
 * Takes one model as the body of the request; `name`, `variantId` or `batchId`, and `note` stand in the address. Its size
 * is refused by what the header says, and again by what comes, before anything is read as a model.
 */
export const POST = withActor(async (actor, request) => {
  if (!can(actor.kind === "customer" ? actor.role : actor.kind, "manageModels"))
    throw notPermitted("add models");
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const name = query.name ?? "The file";
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
  if (!TAKEN.includes(type))
    throw new Refusal(
      "invalid",
      `${name} was sent as ${type}, which is no 3D model. Send binary glTF 2.0 (.glb).`,
    );
  refuseLargeModel(name, Number(request.headers.get("content-length") ?? 0));
  const content = await readBody(request, name);
  return Response.json(await addModel(actor, query as AddModelInput, content, new Date()));
});

/** Nothing is read here; a model's own address serves it. */
export const GET = withActor(async () => {
  throw notFound("This page");
});

async function readBody(request: Request, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.length;
    if (size > LARGEST_MODEL) refuseLargeModel(name, size);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}
