import { WaitItem, WaitList } from "@/components/production/alerts";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { CustomerActor } from "@/lib/access/actor";
import { alertWords } from "@/lib/alerts/words";
import { approval } from "@/lib/batches/outlook-words";
import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { type DateStyle, formatBusinessDuration, formatDay } from "@/lib/calendar/format";
import type { QueueShare } from "@/lib/validation/queue";
import { capital, counted } from "@/lib/words/counts";
import { AlertActions } from "./_parts/alert-actions";
import type { Overview } from "./load-overview";

interface Given {
  overview: Pick<Overview, "foremost" | "reviews" | "outlooks">;
  actor: CustomerActor;
  calendar: Calendar;
  now: Date;
  style: DateStyle;
}

const SHOWN = 5;

/** What waits for the customer: quotes to decide, variants to review, rejections to revise or reorder. */
export function Waiting(given: Given) {
  const { overview, actor, calendar, now } = given;
  const blocked = overview.foremost.filter((alert) => alert.kind === "blocked");
  const quotes = blocked.filter((alert) => alert.cause === "quote");
  const rest = blocked.filter((alert) => alert.cause === "rejected");
  const item = (alert: (typeof blocked)[number], first: boolean) => {
    const words = alertWords(alert, { calendar, now, details: true });
    return (
      <WaitItem
        key={alert.key}
        bucket="hold"
        title={words.sentence}
        actions={<AlertActions alert={alert} actor={actor} primary={first} />}
      >
        {words.detail} {alert.cause === "quote" ? ifApproved(given, alert.batches[0]?.id) : null}
      </WaitItem>
    );
  };
  const items = [
    ...quotes.slice(0, 1).map((alert) => item(alert, true)),
    ...(overview.reviews.length > 0
      ? [<Reviews key="reviews" shares={overview.reviews} first={quotes.length === 0} given={given} />]
      : []),
    ...quotes.slice(1).map((alert) => item(alert, false)),
    ...rest.map((alert) => item(alert, false)),
  ];
  return (
    <Section
      id="waits"
      title="What waits for you"
      note={items.length > 0 ? "Your time does not count as our delay, but it moves the date." : undefined}
    >
      {items.length === 0 ? (
        <p>Nothing waits for you. We go on with the rest.</p>
      ) : (
        <div>
          <WaitList>{items.slice(0, SHOWN)}</WaitList>
          {items.length > SHOWN ? (
            <p className="small">
              <Link href="/alerts?kind=blocked">See all {items.length} that wait for you</Link>
            </p>
          ) : null}
        </div>
      )}
    </Section>
  );
}

function ifApproved({ overview, style }: Given, batchId: string | undefined): string {
  const outlook = batchId ? overview.outlooks.get(batchId)?.ifApproved : null;
  return outlook ? `${capital(approval(outlook, style))}.` : "";
}

function Reviews({ shares, first, given }: { shares: QueueShare[]; first: boolean; given: Given }) {
  const { style, calendar, now } = given;
  const total = shares.reduce((sum, share) => sum + share.count, 0);
  const oldest = new Date(Math.min(...shares.map((share) => share.oldest.getTime())));
  const waited = formatBusinessDuration(businessDaysBetween(calendar, oldest, now));
  return (
    <WaitItem
      bucket="ready"
      title={`${capital(counted(total, "variant"))} ${total === 1 ? "is" : "are"} ready for review.`}
      actions={
        <LinkButton primary={first} href="/validation">
          Start reviewing
        </LinkButton>
      }
    >
      The oldest has waited since {formatDay(oldest, style)}, {waited} of working time.{" "}
      {mostly(shares, total)}
    </WaitItem>
  );
}

/** "Most are simple." where more than half are of one complexity. */
function mostly(shares: QueueShare[], total: number): string {
  const by = new Map<string, number>();
  for (const { complexity, count } of shares) by.set(complexity, (by.get(complexity) ?? 0) + count);
  const most = [...by].find(([, count]) => count * 2 > total);
  if (!most || total === 1) return "";
  return most[1] === total ? `All are ${most[0]}.` : `Most are ${most[0]}.`;
}
