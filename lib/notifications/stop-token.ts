import { z } from "zod";
import { seal, unseal } from "@/lib/auth/seal";

/** Whose mails a link stops, and which: kinds, or `digest`. */
export interface Stop {
  userId: string;
  stops: string[];
}

const stopSchema = z.tuple([z.uuid(), z.array(z.string().max(40)).min(1).max(20)]);

/** What a link carries that stops mails: sealed, so that nobody stops another's, and without an end, as mails have none. */
export const stopToken = (userId: string, stops: readonly string[]): Promise<string> =>
  seal("stop mails", [userId, stops]);

/** What a token stops; null where it was not made here. */
export async function readStop(token: string): Promise<Stop | null> {
  const found = stopSchema.safeParse(await unseal("stop mails", token));
  return found.success ? { userId: found.data[0], stops: found.data[1] } : null;
}
