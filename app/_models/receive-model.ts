import { Refusal } from "@/lib/access/errors";
import { refuseLargeModel } from "@/lib/models/add-model";
import { LARGEST_MODEL } from "@/lib/models/limits";

/** A sender that does not know the type says it is bytes; whoever says it is something else is believed. */
const TAKEN = ["model/gltf-binary", "application/octet-stream", ""];

/**
 * The body of a request that sends one model. Its type and its size are refused by what the headers say, and the size
 * again by what comes, before anything is read as a model.
 */
export async function receiveModel(request: Request, name: string): Promise<Uint8Array> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
  if (!TAKEN.includes(type))
    throw new Refusal(
      "invalid",
      `${name} was sent as ${type}, which is no 3D model. Send binary glTF 2.0 (.glb).`,
    );
  refuseLargeModel(name, Number(request.headers.get("content-length") ?? 0));
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.length;
    if (size > LARGEST_MODEL) refuseLargeModel(name, size);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}
