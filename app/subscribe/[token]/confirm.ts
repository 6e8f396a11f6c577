"use server";
import { redirect } from "next/navigation";
import { answer } from "@/lib/access/errors";
import { confirmSubscription } from "@/lib/subscriptions/confirm-subscription";

/** Confirms the address of a token; the page says how it stands then. */
export async function confirm(data: FormData): Promise<void> {
  const token = String(data.get("token") ?? "");
  await answer(() => confirmSubscription(token, new Date()));
  redirect(`/subscribe/${encodeURIComponent(token)}`);
}
