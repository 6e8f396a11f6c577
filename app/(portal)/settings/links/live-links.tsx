import { Link } from "@/components/ui/link";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import type { ListedLink } from "@/lib/sharing/list-links";
import { capital, counted } from "@/lib/words/counts";
import { RevokeLink } from "./revoke-button";

const mostNamed = 3;

/** The live links of a batch, in its menu: "“Board, weekly”, seen 14 times, last on Mon 2 Dec." */
export function LiveLinks({ links, style }: { links: ListedLink[]; style: DateStyle }) {
  if (links.length === 0) return null;
  return (
    <div className="note mt-4">
      <p>
        {capital(counted(links.length, "link"))} {links.length === 1 ? "is" : "are"} live:
      </p>
      <ul className="menu-rows">
        {links.slice(0, mostNamed).map((link) => (
          <li key={link.id}>
            <span>
              “{link.label}”, {seenWords(link, style)}
            </span>
            <RevokeLink linkId={link.id} label={link.label} />
          </li>
        ))}
      </ul>
      <p>
        <Link href="/settings/links">All share links</Link>
      </p>
    </div>
  );
}

/** "seen 14 times, last on Mon 2 Dec", "not seen yet". */
export function seenWords({ views, lastViewAt }: ListedLink, style: DateStyle): string {
  if (views === 0 || !lastViewAt) return "not seen yet";
  const times = views === 1 ? "once" : views === 2 ? "twice" : `${views.toLocaleString("en-GB")} times`;
  return `seen ${times}, last on ${formatDay(lastViewAt, style)}`;
}
