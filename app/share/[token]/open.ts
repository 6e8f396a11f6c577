import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { SharePart } from "@/db/schema/sharing";
import { asActor, type StakeholderActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { clientAddress } from "@/lib/auth/client-address";
import type { DateStyle } from "@/lib/calendar/format";
import { env } from "@/lib/env";
import { loadOverview, type Overview } from "@/lib/reports/overview";
import { loadPictures, type Pictures } from "@/lib/reports/pictures";
import { scopeOfLink } from "@/lib/reports/scope";
import { noteUnknownLink } from "@/lib/sharing/guesses";
import { type OpenedLink, openShareLink } from "@/lib/sharing/open-link";
import { readerLocale } from "@/lib/words/reader-locale";

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
export const readShared = cache(
  async ({ actor, shows }: { actor: StakeholderActor; shows: readonly SharePart[] }): Promise<Shared> => {
    const now = new Date();
    const locale = readerLocale((await headers()).get("accept-language"));
    return asActor(
      actor,
      async (tx) => {
        const overview = await loadOverview(tx, actor, scopeOfLink(actor), now);
        const { scope, counts, rules } = overview;
        const pictures = shows.includes("timeline")
          ? await loadPictures(tx, scope, counts, { rules, now })
          : null;
        return { overview, pictures, style: { zone: rules.calendar.zone, now, locale } };
      },
      { readOnly: true },
    );
  },
);

export interface Shared {
  overview: Overview;
  /** Of the timeline, where the link shows it. */
  pictures: Pictures | null;
  /** As its reader's browser writes dates and numbers. */
  style: Required<DateStyle>;
}

/** Whether somebody looks at the link: not an open page that asks for itself anew, nor a chat that draws its preview. */
export async function isLook(): Promise<boolean> {
  const sent = await headers();
  const drawsPreviews = /bot\b|preview|facebookexternalhit|whatsapp|embed|slack|skype/i;
  return sent.get("sec-fetch-dest") !== "empty" && !drawsPreviews.test(sent.get("user-agent") ?? "");
}
