"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import type { Answer } from "@/lib/access/errors";
import { signedIn } from "@/lib/auth/with-actor";
import { addToCatalogue } from "@/lib/catalogues/add-variants";
import { moveInCatalogue, removeFromCatalogue } from "@/lib/catalogues/arrange";
import { changeCatalogue } from "@/lib/catalogues/change-catalogue";
import { LARGEST_COVER, removeCover, setCover } from "@/lib/catalogues/cover";
import { createCatalogue } from "@/lib/catalogues/create-catalogue";
import { publishCatalogue, unpublishCatalogue } from "@/lib/catalogues/publish";

const create = signedIn((actor, input: Parameters<typeof createCatalogue>[1]) =>
  createCatalogue(actor, input, new Date()),
);

/** Makes a draft under the title of the form, and goes to where it is filled. */
export async function createCatalogueForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const answer = await create({ title: typed(data, "title") });
  if (answer.ok) redirect(`/catalogues/${answer.value.catalogueId}?tab=add`);
  return formAnswer(answer);
}

const publish = signedIn((actor, input: { catalogueId: string }) =>
  publishCatalogue(actor, input, new Date()),
);
const unpublish = signedIn((actor, input: { catalogueId: string }) =>
  unpublishCatalogue(actor, input, new Date()),
);

/** Makes the catalogue of the form live, or takes it off its address: as its `then` says. */
export async function publishForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const input = { catalogueId: typed(data, "catalogueId") };
  const answer = typed(data, "then") === "unpublish" ? await unpublish(input) : await publish(input);
  refresh();
  return formAnswer(answer);
}

/** What was added, and what was left out because it is not validated any more. */
export type AddAnswer = { words: string } | { fault: string } | null;

const add = signedIn((actor, input: Parameters<typeof addToCatalogue>[1]) =>
  addToCatalogue(actor, input, new Date()),
);

/** Adds the ticked variants, or all that match the filter the form carries. */
export async function addVariantsForm(_: AddAnswer, data: FormData): Promise<AddAnswer> {
  const id = (name: string) => typed(data, name) || undefined;
  const filter = { batchId: id("batch"), productId: id("product"), brandId: id("brand") };
  const variantIds = data.getAll("variant").filter((value) => typeof value === "string");
  const chosen = typed(data, "then") === "all" ? { filter } : { variantIds };
  const answer = await add({ catalogueId: typed(data, "catalogueId"), chosen });
  refresh();
  if (!answer.ok) return { fault: (answer.fields && Object.values(answer.fields)[0]?.[0]) || answer.message };
  const { added, leftOut } = answer.value;
  const out = leftOut.length > 0 ? ` Left out, since not validated now: ${leftOut.join(", ")}.` : "";
  return { words: `${added} added.${out}` };
}

const remove = signedIn((actor, input: Parameters<typeof removeFromCatalogue>[1]) =>
  removeFromCatalogue(actor, input, new Date()),
);

/** Takes one variant out of a catalogue. */
export async function removeItem(input: { catalogueId: string; itemId: string }): Promise<string | null> {
  const answer = await remove({ catalogueId: input.catalogueId, itemIds: [input.itemId] });
  refresh();
  return faultOf(answer);
}

const move = signedIn((actor, input: Parameters<typeof moveInCatalogue>[1]) =>
  moveInCatalogue(actor, input, new Date()),
);

/** Moves one variant of a catalogue; answers what stood in the way. */
export async function moveItem(input: Parameters<typeof moveInCatalogue>[1]): Promise<string | null> {
  const answer = await move(input);
  refresh();
  return faultOf(answer);
}

/** What the form of the cover is told; `edition` is the one to save over next. */
export type CoverAnswer = { form: FormAnswer; edition: number } | null;

const change = signedIn((actor, input: Parameters<typeof changeCatalogue>[1]) =>
  changeCatalogue(actor, input, new Date()),
);

/** Changes a catalogue's title, description, address and whether search engines may list it. */
export async function changeCatalogueForm(_: CoverAnswer, data: FormData): Promise<CoverAnswer> {
  const edition = Number(typed(data, "edition"));
  const answer = await change({
    catalogueId: typed(data, "catalogueId"),
    title: typed(data, "title"),
    description: typed(data, "description"),
    slug: typed(data, "slug"),
    indexable: data.get("indexable") === "on",
    edition,
  });
  if (answer.ok) {
    refresh();
    return { form: { done: true }, edition: answer.value.edition };
  }
  const { theirs } = (answer.details ?? {}) as { theirs?: { edition: number } };
  return { form: formAnswer(answer), edition: theirs?.edition ?? edition };
}

const give = signedIn((actor, input: { catalogueId: string; file: File | null }) =>
  giveCover(actor, input, new Date()),
);

async function giveCover(
  actor: Parameters<typeof setCover>[0],
  { catalogueId, file }: { catalogueId: string; file: File | null },
  at: Date,
): Promise<void> {
  const name = file?.name || "The picture";
  // One byte more than a cover may have tells that it is too large.
  const content = file
    ? new Uint8Array(await file.slice(0, LARGEST_COVER + 1).arrayBuffer())
    : new Uint8Array();
  await setCover(actor, { catalogueId, name }, content, at);
}

/** Gives the catalogue of the form its `picture` as a cover; answers what stood in the way. */
export async function setCoverPicture(data: FormData): Promise<string | null> {
  const file = data.get("picture");
  const answer = await give({
    catalogueId: typed(data, "catalogueId"),
    file: file instanceof File ? file : null,
  });
  if (answer.ok) refresh();
  return faultOf(answer);
}

const takeOff = signedIn((actor, input: { catalogueId: string }) => removeCover(actor, input, new Date()));

/** Takes a catalogue's cover away. */
export async function removeCoverPicture(catalogueId: string): Promise<string | null> {
  const answer = await takeOff({ catalogueId });
  if (answer.ok) refresh();
  return faultOf(answer);
}

const faultOf = (answer: Answer<unknown>): string | null => (answer.ok ? null : answer.message);
