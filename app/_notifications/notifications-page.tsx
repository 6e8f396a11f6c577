import { address, one, oneOf, type Query } from "@/app/(portal)/_page/address";
import { PageTitle } from "@/components/shell/page-title";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { relative } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tabs } from "@/components/ui/tabs";
import type { CustomerActor, ProducerActor } from "@/lib/access/actor";
import { formatInstant } from "@/lib/calendar/format";
import { GROUP_LABELS, GROUPS, KINDS } from "@/lib/notifications/kinds";
import { listNotifications, type NotificationFilter } from "@/lib/notifications/list-notifications";
import { capital, counted } from "@/lib/words/counts";
import { readAll } from "./actions";
import { NotificationRows } from "./notification-rows";

const FILTERS = ["all", "unread", ...GROUPS] as const satisfies readonly NotificationFilter[];
const LABELS: Readonly<Record<NotificationFilter, string>> = {
  all: "All",
  unread: "Unread",
  ...GROUP_LABELS,
};

/** One's own notifications, newest first, for customers and for the producer's people alike. */
export async function NotificationsPage({
  actor,
  base,
  settings,
  zone,
  searchParams,
}: {
  actor: CustomerActor | ProducerActor;
  /** Address of the page, and of where one chooses what one is told. */
  base: string;
  settings: string;
  zone: string;
  searchParams: Query;
}) {
  const query = await searchParams;
  const filter = oneOf(one(query, "show"), FILTERS);
  const { lines, next, newest, unread } = await listNotifications(actor, {
    filter,
    before: one(query, "before"),
  });
  const now = new Date();
  const show = filter === "all" ? null : filter;
  return (
    <>
      <PageTitle
        title={unread === 0 ? "You have read everything." : `${unreadWords(unread)} unread.`}
        sub="What waits for you, what went wrong, and what moved on."
        actions={
          <>
            {unread > 0 && newest ? (
              <form action={readAll}>
                <input type="hidden" name="upTo" value={newest} />
                <SubmitButton pending="Marking">Mark all as read</SubmitButton>
              </form>
            ) : null}
            <LinkButton href={settings}>Choose what you are told</LinkButton>
          </>
        }
      />
      <Tabs
        label="Which notifications"
        className="above-sections"
        tabs={FILTERS.map((each) => ({
          href: address(base, { show: each === "all" ? null : each }),
          label: LABELS[each],
          current: each === filter,
          ...(each === "unread" ? { count: unread > 99 ? "99+" : unread } : {}),
        }))}
      />
      {lines.length === 0 ? (
        <EmptyState title={filter === "all" ? "You have no notifications yet." : "There is nothing here."}>
          Quotes to approve, reviews, delays, errors and finished batches will be here, one line for each
          batch.
        </EmptyState>
      ) : (
        <NotificationRows
          rows={lines.map(({ id, kind, words, path, at, read, organisation }) => ({
            id,
            words,
            path,
            read,
            kind: actor.kind === "customer" ? KINDS[kind].label : `${KINDS[kind].label}, ${organisation}`,
            ago: relative(at, now),
            at: formatInstant(at, { zone }),
            iso: at.toISOString(),
          }))}
        />
      )}
      {next ? (
        <nav className="pager" aria-label="Pages">
          <LinkButton small href={address(base, { show, before: next })} rel="next">
            Older ones
          </LinkButton>
        </nav>
      ) : null}
    </>
  );
}

function unreadWords(unread: number): string {
  return unread > 99
    ? "More than 99 notifications are"
    : `${capital(counted(unread, "notification"))} ${unread === 1 ? "is" : "are"}`;
}
