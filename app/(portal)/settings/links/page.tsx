import type { Metadata } from "next";
import { SteadyRows } from "@/components/live/steady-items";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type Tab, Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access/permissions";
import { formatDay } from "@/lib/calendar/format";
import { type ListedLink, listShareLinks } from "@/lib/sharing/list-links";
import { PART_WORDS, SHARE_PARTS } from "@/lib/sharing/parts";
import { listOfPlaces, listWords } from "@/lib/variants/filters";
import { capital, counted } from "@/lib/words/counts";
import { one, oneOf, type Query } from "../../_page/address";
import { type Reading, reading } from "../../_page/read";
import { ShareMenu } from "../../_share/share-menu";
import { seenWords } from "./live-links";
import { RevokeLink } from "./revoke-button";

export const metadata: Metadata = { title: "Share links" };

type Given = Omit<Reading, "tx">;

const KINDS = {
  all: { label: "All", is: () => true },
  batch: { label: "Batches", is: ({ scope }: ListedLink) => scope === "batch" },
  order: { label: "Orders", is: ({ scope }: ListedLink) => scope === "order" },
  organisation: { label: "Everything", is: ({ scope }: ListedLink) => scope === "organisation" },
  list: { label: "Filtered lists", is: ({ places }: ListedLink) => places !== null },
};
const KIND_NAMES = ["all", "batch", "order", "organisation", "list"] as const;

/** Every share link of the organisation: what it shows, how often it was seen, and its end. */
export default async function LinksPage({ searchParams }: { searchParams: Query }) {
  const given = await reading(async ({ tx: _, ...rest }) => rest);
  const every = await listShareLinks(given.actor, null, given.now);
  const kind = oneOf(one(await searchParams, "of"), KIND_NAMES);
  const links = every.filter(KINDS[kind].is);
  const live = links.filter(({ state }) => state === "live");
  const ended = links.filter(({ state }) => state !== "live");
  return (
    <>
      <Crumbs
        crumbs={[{ label: "Settings", href: "/settings" }, { label: "Share links" }]}
        actions={
          <ShareMenu label="Share everything" scope="organisation" of={null} filter="all" place={null} />
        }
      />
      <PageTitle
        title={standing(every.filter(({ state }) => state === "live").length)}
        sub="Anyone with a link can look, without an account, until it ends. Links show no names, no prices and no notes."
      />
      {every.length === 0 ? (
        <EmptyState
          level={2}
          title="Links to batches that you share will be here."
          actions={<LinkButton href="/batches">Choose a batch</LinkButton>}
        >
          Open a batch, an order or a filtered list and press Share. Each link can have an end and a passcode,
          and is revoked at once.
        </EmptyState>
      ) : (
        <Tabs label="Which links" tabs={tabsOf(every, kind)} />
      )}
      {every.length > 0 && links.length === 0 ? <p className="quiet">There is none of this kind.</p> : null}
      {live.length > 0 ? (
        <Section title="Live" layout="wide">
          <Links caption="Live share links" links={live} given={given} />
        </Section>
      ) : null}
      {ended.length > 0 ? (
        <Section title="Ended" note="The latest 50." layout="wide">
          <Links caption="Share links that have ended" links={ended} given={given} />
        </Section>
      ) : null}
    </>
  );
}

const standing = (live: number) =>
  live === 0 ? "No link is live." : `${capital(counted(live, "link"))} ${live === 1 ? "is" : "are"} live.`;

/** Kinds that there are any of, and the one in view. */
function tabsOf(every: ListedLink[], current: (typeof KIND_NAMES)[number]): Tab[] {
  return KIND_NAMES.map((name) => ({
    href: name === "all" ? "/settings/links" : `/settings/links?of=${name}`,
    label: KINDS[name].label,
    count: every.filter(KINDS[name].is).length,
    current: name === current,
  })).filter(({ count: n, current: here }) => n > 0 || here);
}

function Links({ caption, links, given }: { caption: string; links: ListedLink[]; given: Given }) {
  const { actor, style } = given;
  const day = (at: Date) => formatDay(at, style);
  return (
    <DataTable
      caption={caption}
      roomy
      wrap
      ids={false}
      columns={[
        { label: "Name" },
        { label: "Shows", phone: "full" },
        { label: "Made", width: 200, drop: true, phone: "gone" },
        { label: "Seen", width: 200, phone: "full" },
        { label: "Ends", width: 130, phone: "end" },
        { label: "Passcode", width: 100, drop: true },
        { label: "Revoke", labelHidden: true, width: 90, phone: "end" },
      ]}
    >
      <tbody>
        <SteadyRows>
          {links.map((link) => (
            <tr key={link.id}>
              <td title={link.label}>
                <b>{link.label}</b>
              </td>
              <td title={link.subject}>
                {listName(link)}
                {link.scope === "batch" ? (
                  <Link href={`/batches/${link.subjectId}`}>{link.subject}</Link>
                ) : link.scope === "order" ? (
                  <Link href={`/orders/${link.subjectId}`}>{link.subject}</Link>
                ) : (
                  "Everything"
                )}
                <br />
                <span className="small quiet">{partsWords(link)}</span>
              </td>
              <td>
                {day(link.createdAt)}
                {link.createdBy ? `, ${link.createdBy}` : null}
              </td>
              <td>
                {seenWords(link, style)}
                {link.subscribers > 0 ? (
                  <>
                    <br />
                    <span className="small quiet">
                      {counted(link.subscribers, "address", "addresses")} by e-mail
                    </span>
                  </>
                ) : null}
              </td>
              <td>{endWords(link, day)}</td>
              <td data-l="Passcode">{link.hasPasscode ? "yes" : <span className="zero">–</span>}</td>
              <td>
                {link.state === "live" && can(actor.role, "share") ? (
                  <RevokeLink linkId={link.id} label={link.label} />
                ) : null}
              </td>
            </tr>
          ))}
        </SteadyRows>
      </tbody>
    </DataTable>
  );
}

function listName({ places }: ListedLink): string | null {
  const list = places && listOfPlaces(places);
  return list && `${listWords(list)}: `;
}

/** "Summary, timeline, variants, reports". */
function partsWords({ shows, allowDownloads }: ListedLink): string {
  const parts = SHARE_PARTS.filter((part) => shows.includes(part)).map((part) =>
    PART_WORDS[part].toLowerCase(),
  );
  return ["Summary", ...parts, ...(allowDownloads ? ["reports"] : [])].join(", ");
}

function endWords({ state, revokedAt, expiresAt }: ListedLink, day: (at: Date) => string): string {
  if (state === "revoked" && revokedAt) return `revoked ${day(revokedAt)}`;
  if (!expiresAt) return "no end";
  return state === "expired" ? `ended ${day(expiresAt)}` : `until ${day(expiresAt)}`;
}
