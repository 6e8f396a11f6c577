"use server";
import { revalidatePath } from "next/cache";
import { typed } from "@/app/_form/form-answer";
import { signedIn } from "@/lib/auth/with-actor";
import { subscribe, unsubscribeBrowser } from "@/lib/notifications/subscribe";

const add = signedIn(subscribe);
const remove = signedIn(unsubscribeBrowser);

/** Keeps the browser one sits at, after its person said yes to it. */
export async function addBrowser(input: Parameters<typeof subscribe>[1]) {
  const done = await add(input);
  if (done.ok) revalidatePath("/", "layout");
  return done;
}

/** Takes one of one's own browsers out: `id`. */
export async function removeBrowser(data: FormData): Promise<void> {
  await remove({ id: typed(data, "id") });
  revalidatePath("/", "layout");
}
