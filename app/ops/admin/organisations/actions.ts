"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { signedIn } from "@/lib/auth/with-actor";
import {
  createOrganisation,
  type OrganisationSettings,
  updateOrganisation,
} from "@/lib/people/organisations";

const creating = signedIn((actor, settings: OrganisationSettings) => createOrganisation(actor, settings));
const updating = signedIn((actor, { id, settings }: { id: string; settings: OrganisationSettings }) =>
  updateOrganisation(actor, id, settings),
);

const settingsOf = (data: FormData): OrganisationSettings => ({
  name: typed(data, "name"),
  startOnAcceptance: data.has("startOnAcceptance"),
  showNames: data.has("showNames"),
});

/** Makes an organisation and opens its page, where its first admin is invited. */
export async function addOrganisation(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const made = await creating(settingsOf(data));
  if (!made.ok) return formAnswer(made);
  redirect(`/ops/admin/organisations/${made.value.id}`);
}

/** Changes the organisation `id`. */
export async function saveOrganisation(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const saved = await updating({ id: typed(data, "id"), settings: settingsOf(data) });
  revalidatePath("/", "layout");
  return formAnswer(saved);
}
