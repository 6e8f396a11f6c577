import type { Metadata } from "next";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/access/permissions";
import { formatDay } from "@/lib/calendar/format";
import { type ListedLink, listShareLinks } from "@/lib/sharing/list-links";
import { capital, counted } from "@/lib/words/counts";
import { type Reading, reading } from "../../_page/read";
import { seenWords } from "./live-links";
import { RevokeLink } from "./revoke-button";

export const metadata: Metadata = { title: "Share links" };

type Given = Omit<Reading, "tx">;

/** Every share link of the organisation: what it shows, how often it was seen, and its end. */
export default async function LinksPage() {
  const given = await reading(async ({ tx: _, ...rest }) => rest);
  const links = await listShareLinks(given.actor, null, given.now);
  const live = links.filter(({ state }) => state === "live");
  const ended = links.filter(({ state }) => state !== "live");
  return (
    <>
      <Crumbs crumbs={[{ label: "Settings" }, { label: "Share links" }]} />
      <PageTitle
        title={
          live.length === 0
            ? "No link is live."
            : `${capital(counted(live.length, "link"))} ${live.length === 1 ? "is" : "are"} live.`
        }
        sub="Anyone with a link can look, without an account, until it ends. Links show no names, no prices and no notes."
      />
      {links.length === 0 ? (
        <EmptyState
          level={2}
          title="Links to batches that you share will be here."
          actions={<LinkButton href="/batches">Choose a batch</LinkButton>}
        >
          Open a batch and press Share. Each link can have an end and a passcode, and is revoked at once.
        </EmptyState>
      ) : null}
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

function Links({ caption, links, given }: { caption: string; links: ListedLink[]; given: Given }) {
  const { actor, style } = given;
  const day = (at: Date) => formatDay(at, style);
  return (
    <DataTable
      caption={caption}
      roomy
      ids={false}
      columns={[
        { label: "Name" },
        { label: "Shows", phone: "full" },
        { label: "Made", width: 200, drop: true, phone: "gone" },
        { label: "Seen", width: 230, phone: "full" },
        { label: "Ends", width: 150 },
        { label: "Passcode, reports", width: 170, drop: true, phone: "gone" },
        { label: "Revoke", labelHidden: true, width: 90, phone: "end" },
      ]}
    >
      <tbody>
        {links.map((link) => (
          <tr key={link.id}>
            <td title={link.label}>
              <b>{link.label}</b>
            </td>
            <td title={link.subject}>
              {link.scope === "batch" ? (
                <Link href={`/batches/${link.subjectId}`}>{link.subject}</Link>
              ) : link.scope === "order" ? (
                `Order ${link.subject}`
              ) : (
                "Everything"
              )}
            </td>
            <td>
              {day(link.createdAt)}
              {link.createdBy ? `, ${link.createdBy}` : null}
            </td>
            <td>{seenWords(link, style)}</td>
            <td>{endWords(link, day)}</td>
            <td>
              {[link.hasPasscode ? "passcode" : null, link.allowDownloads ? "reports" : null]
                .filter(Boolean)
                .join(", ") || "–"}
            </td>
            <td>
              {link.state === "live" && can(actor.role, "share") ? (
                <RevokeLink linkId={link.id} label={link.label} />
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function endWords({ state, revokedAt, expiresAt }: ListedLink, day: (at: Date) => string): string {
  if (state === "revoked" && revokedAt) return `revoked ${day(revokedAt)}`;
  if (!expiresAt) return "no end";
  return state === "expired" ? `ended ${day(expiresAt)}` : `until ${day(expiresAt)}`;
}
