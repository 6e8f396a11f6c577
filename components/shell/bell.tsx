import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";

/** Counted no further: beyond this the figure says nothing more. */
const shownTo = 99;

/** The way to one's notifications, with how many are unread. */
export function Bell({ href, unread }: { href: string; unread: number }) {
  const figure = unread > shownTo ? `${shownTo}+` : String(unread);
  return (
    <Link className="bell" href={href} data-unread={unread > 0 || undefined}>
      <Icon name="bell" />
      <span className="vh">Notifications</span>
      {unread > 0 ? (
        <b>
          {figure}
          <span className="vh"> unread</span>
        </b>
      ) : null}
    </Link>
  );
}
