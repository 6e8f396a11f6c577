import { Tile, Tiles } from "@/components/production/tile";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import { progressOf } from "@/lib/lifecycle/progress";
import { counted, countWord } from "@/lib/words/counts";
import type { Overview } from "./load-overview";
import { sinceWhen } from "./overview-words";

/** The seed's tiles; Needs attention only when there is any. Each leads to its list. */
export function OverviewTiles({ overview, style }: { overview: Overview; style: DateStyle }) {
  const { counts, orders, moves } = overview;
  const { buckets } = progressOf(counts);
  const waits = counts.quote_sent + counts.quote_rejected;
  const since = sinceWhen(overview.since, style);
  const oldest = overview.reviews[0]?.oldest;
  return (
    <Tiles>
      <Tile label="Total Orders" value={orders.all} href="/orders" note={orderNote(orders)} />
      <Tile
        label="In Progress"
        value={buckets.production}
        bucket="production"
        href="/variants?show=production"
        note={
          moves.moved > 0 ? `${countWord(moves.moved)} moved on since ${since}` : `none moved since ${since}`
        }
      />
      <Tile
        label="Ready for Review"
        value={buckets.ready}
        bucket="ready"
        href="/validation"
        note={oldest ? `oldest since ${formatDay(oldest, style)}` : null}
      />
      <Tile
        label="Validated"
        value={buckets.validated}
        bucket="validated"
        href="/variants?show=validated"
        note={moves.validated > 0 ? `+${moves.validated} since ${since}` : null}
      />
      <Tile
        label="On Hold"
        value={buckets.hold}
        bucket="hold"
        href="/variants?show=hold"
        note={
          buckets.hold === 0
            ? null
            : waits === buckets.hold
              ? "all wait for you"
              : `${countWord(waits)} wait for you`
        }
      />
      {buckets.attention > 0 ? (
        <Tile
          label="Needs attention"
          value={buckets.attention}
          bucket="attention"
          href="/variants?show=attention"
          note={overview.errorSince ? `since ${formatDay(overview.errorSince, style)}` : null}
        />
      ) : null}
    </Tiles>
  );
}

function orderNote({ open, closed, cancelled }: Overview["orders"]): string {
  const parts = [
    open > 0 ? `${open} open` : null,
    closed > 0 ? `${closed} closed` : null,
    cancelled > 0 ? `${cancelled} cancelled` : null,
  ];
  return parts.filter((part) => part !== null).join(", ") || counted(0, "order");
}
