"use server";
import { signedIn } from "@/lib/auth/with-actor";
import { showLink } from "@/lib/notifications/mailbox";

/** Makes the link of a mail for an administrator to hand over. It is answered and kept nowhere. */
export const revealLink = signedIn((actor, mailId: string) => showLink(actor, mailId, new Date()));
