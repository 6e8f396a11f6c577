import { cookies, headers } from "next/headers";
import { cache } from "react";
import { asActor, type StakeholderActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { clientAddress } from "@/lib/auth/client-address";
import { env } from "@/lib/env";
import { loadOverview, type Overview } from "@/lib/reports/overview";
import { scopeOfLink } from "@/lib/reports/scope";
import { noteUnknownLink } from "@/lib/sharing/guesses";
import { type OpenedLink, openShareLink } from "@/lib/sharing/open-link";

/** What a browser keeps of a passcode it gave; sent back to this link's own addresses alone. */
export const proofCookie = "fw-share";

/** The link of this request, looked up once; an address that does not exist is counted. Throws a Refusal (`limited`). */
export const openedLink = cache(async (token: string): Promise<OpenedLink> => {
  const now = new Date();
  const opened = await openShareLink(token, now, (await cookies()).get(proofCookie)?.value);
  if (opened.state === "unknown") await noteUnknownLink(await readerAddress(), now);
  return opened;
});

/** The same for a page, where an address that guesses too often meets what it would meet anyway: nothing. */
export async function linkOfPage(token: string): Promise<OpenedLink> {
  try {
    return await openedLink(token);
  } catch (error) {
    if (error instanceof Refusal) return { state: "unknown" };
    throw error;
  }
}

export const readerAddress = async (): Promise<string> =>
  clientAddress(await headers(), env().TRUSTED_PROXIES);

/** What an open link shows, read in one moment of the database. */
export const readShared = cache((actor: StakeholderActor): Promise<{ overview: Overview; now: Date }> => {
  const now = new Date();
  return asActor(
    actor,
    async (tx) => ({ overview: await loadOverview(tx, actor, scopeOfLink(actor), now), now }),
    { isolation: "repeatable read", readOnly: true },
  );
});

/** Whether an open page asks for itself anew, as it does when something changed: no further look at the link. */
export const isReadAgain = async (): Promise<boolean> => (await headers()).get("sec-fetch-dest") === "empty";
