import { receiveModel } from "@/app/_models/receive-model";
import { notFound, notPermitted } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";
import { withActor } from "@/lib/auth/with-actor";
import { type AddModelInput, addModel } from "@/lib/models/add-model";

/** Takes one model as the body of the request; `name`, `variantId` or `batchId`, and `note` stand in the address. */
export const POST = withActor(async (actor, request) => {
  if (!can(actor.kind === "customer" ? actor.role : actor.kind, "manageModels"))
    throw notPermitted("add models");
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const content = await receiveModel(request, query.name ?? "The file");
  return Response.json(await addModel(actor, query as AddModelInput, content, new Date()));
});

/** Nothing is read here; a model's own address serves it. */
export const GET = withActor(async () => {
  throw notFound("This page");
});
