"use server";
import { revalidatePath } from "next/cache";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { signedIn } from "@/lib/auth/with-actor";
import { saveOrganisationQuiet } from "@/lib/notifications/organisation-quiet";
import { savePreferences } from "@/lib/notifications/preferences";

const save = signedIn((actor, input: Parameters<typeof savePreferences>[1]) =>
  savePreferences(actor, input, new Date()),
);
const saveHouse = signedIn(saveOrganisationQuiet);

/** The hours of a form; what cannot be read as a choice is refused by the command. */
const hoursOf = (data: FormData) =>
  ({ quiet: typed(data, "quiet"), from: typed(data, "from"), to: typed(data, "to") }) as {
    quiet: "own";
    from: string;
    to: string;
  };

/** Keeps how one wants to be told: `kinds` are those on the form, `<kind>.<channel>` its boxes. */
export async function keepPreferences(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const kinds: Record<string, ("app" | "push" | "mail" | "digest")[]> = {};
  for (const kind of data.getAll("kinds").map(String)) {
    kinds[kind] = (["app", "push", "mail", "digest"] as const).filter((channel) =>
      data.has(`${kind}.${channel}`),
    );
  }
  const digest = typed(data, "digest") as "daily";
  const done = await save({ zone: typed(data, "zone"), digest, kinds, ...hoursOf(data) });
  if (done.ok) revalidatePath("/", "layout");
  return formAnswer(done);
}

/** Keeps the quiet hours of one's own organisation. */
export async function keepOrganisationQuiet(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const done = await saveHouse(hoursOf(data));
  if (done.ok) revalidatePath("/", "layout");
  return formAnswer(done, { from: "house-from", to: "house-to", quiet: "house-quiet" });
}
