import type { Metadata } from "next";
import { roundViews } from "@/app/_models/rounds-view";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { type Tab, Tabs } from "@/components/ui/tabs";
import { isId } from "@/lib/access/ids";
import { mayEver } from "@/lib/access/permissions";
import { type Attachment, attachmentsOfVariants } from "@/lib/attachments/attachments-of-variants";
import { businessDaysBetween } from "@/lib/calendar/business-time";
import { formatBusinessDuration, formatDay } from "@/lib/calendar/format";
import { COMPLEXITIES, type Complexity } from "@/lib/lifecycle/policy";
import { type Round, roundsOf } from "@/lib/models/rounds";
import { type QueueRow, type QueueShare, queueShares, reviewQueue } from "@/lib/validation/queue";
import { capital, counted } from "@/lib/words/counts";
import { address, one, type Query } from "../_page/address";
import { type Reading, reading } from "../_page/read";
import { NarrowMenu } from "./narrow-menu";
import type { QueueItem } from "./queue-item";
import { ReviewDesk } from "./review-desk";

export const metadata: Metadata = { title: "Frame Validation" };

const SIZE = 50;

interface View {
  batch: string | null;
  complexity: Complexity | null;
}

export default async function ValidationPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const from = one(query, "from");
  const batch = one(query, "batch");
  const view: View = {
    batch: batch && isId(batch) ? batch : null,
    complexity: COMPLEXITIES.find((known) => known === one(query, "complexity")) ?? null,
  };
  const at = one(query, "at");
  const { page, shares, rounds, photos, ...given } = await reading(
    async ({ tx, organisationId, now, ...rest }) => {
      const filter = {
        ...(view.batch ? { batchId: view.batch } : {}),
        ...(view.complexity ? { complexity: view.complexity } : {}),
      };
      const [page, shares] = await Promise.all([
        reviewQueue(tx, organisationId, filter, { size: SIZE, ...(from ? { from } : {}) }),
        queueShares(tx, organisationId, now),
      ]);
      const ids = page.rows.map(({ id }) => id);
      const [rounds, photos] = await Promise.all([
        roundsOf(tx, organisationId, ids),
        attachmentsOfVariants(tx, organisationId, ids),
      ]);
      return { ...rest, organisationId, now, page, shares, rounds, photos };
    },
  );
  const mayReview = mayEver(given.actor.role, "validate");
  const inView = shares.filter(
    (share) =>
      (!view.batch || share.batchId === view.batch) &&
      (!view.complexity || share.complexity === view.complexity),
  );
  const batches = batchTabs(shares, view);
  const complexities = complexityTabs(shares, view);
  return (
    <>
      <PageTitle title="Frame Validation" sub={summary(shares, given)} />
      <Section
        layout="wide"
        title="Ready for Review"
        aside={
          <>
            <Tabs className="phone-gone" label="Which batch" tabs={batches} />
            {shares.length > 0 ? <NarrowMenu batches={batches} complexities={complexities} /> : null}
          </>
        }
      >
        <Tabs className="phone-gone" label="Which complexity" tabs={complexities} />
        <div>
          <ReviewDesk
            key={from ?? ""}
            items={page.rows.map((row) =>
              queueItem(row, rounds.get(row.id) ?? [], photos.get(row.id) ?? [], given),
            )}
            mayReview={mayReview}
            at={at && isId(at) ? at : null}
            nothing={<Nothing empty={shares.length === 0} />}
          />
          {page.rows.length > 0 ? (
            <Pager
              first={page.first}
              rows={page.rows.length}
              total={total(inView)}
              size={SIZE}
              previous={page.previous && hrefOf(view, {}, page.previous)}
              next={page.next && hrefOf(view, {}, page.next)}
              note="By batch, then similar ones together: complexity, product, SKU"
            />
          ) : null}
        </div>
      </Section>
    </>
  );
}

const total = (shares: QueueShare[]) => shares.reduce((sum, { count }) => sum + count, 0);

function hrefOf(view: View, change: Partial<View>, from?: string): string {
  return address("/validation", { ...view, ...change, from });
}

function batchTabs(shares: QueueShare[], view: View): Tab[] {
  const batches = new Map(shares.map(({ batchId, batch }) => [batchId, batch]));
  const all = {
    href: hrefOf(view, { batch: null }),
    label: "All batches",
    count: total(shares),
    current: !view.batch,
  };
  return [
    all,
    ...[...batches].map(([id, label]) => ({
      href: hrefOf(view, { batch: id, complexity: null }),
      label,
      count: total(shares.filter(({ batchId }) => batchId === id)),
      current: view.batch === id,
    })),
  ];
}

function complexityTabs(shares: QueueShare[], view: View): Tab[] {
  const inBatch = shares.filter(({ batchId }) => !view.batch || batchId === view.batch);
  const kinds = COMPLEXITIES.filter((kind) => inBatch.some(({ complexity }) => complexity === kind));
  return [
    { href: hrefOf(view, { complexity: null }), label: "Every complexity", current: !view.complexity },
    ...kinds.map((kind) => ({
      href: hrefOf(view, { complexity: kind }),
      label: capital(kind),
      count: total(inBatch.filter(({ complexity }) => complexity === kind)),
      current: view.complexity === kind,
    })),
  ];
}

function summary(shares: QueueShare[], { calendar, now, style }: Omit<Reading, "tx">): string {
  if (shares.length === 0) return "Nothing waits for your review.";
  const n = total(shares);
  const oldest = new Date(Math.min(...shares.map((share) => share.oldest.getTime())));
  const overdue = shares.reduce((sum, share) => sum + share.overdue, 0);
  const waited = formatBusinessDuration(businessDaysBetween(calendar, oldest, now));
  const late =
    overdue > 0 ? ` ${capital(counted(overdue, "review"))} ${overdue === 1 ? "is" : "are"} overdue.` : "";
  return `${capital(counted(n, "variant"))} ${n === 1 ? "is" : "are"} ready for review. The oldest has waited since ${formatDay(oldest, style)}, ${waited} of working time.${late}`;
}

function queueItem(
  row: QueueRow,
  rounds: readonly Round[],
  photos: readonly Attachment[],
  { style, now }: Omit<Reading, "tx">,
): QueueItem {
  return {
    id: row.id,
    version: row.version,
    sku: row.sku,
    product: row.product,
    batch: row.batch,
    look: [row.colour, row.lens].filter(Boolean).join(", "),
    size: row.size,
    complexity: row.customised ? `${row.complexity}, customised` : row.complexity,
    revision: row.revision,
    since: formatDay(row.since, style),
    overdue: row.dueAt !== null && row.dueAt < now,
    flags: row.flags.map(({ words, blocking }) => ({ words, blocking })),
    photos: photos.map(({ id, name, mediaType }) => ({
      id,
      name,
      isPicture: mediaType.startsWith("image/"),
    })),
    rounds: roundViews(rounds, style),
  };
}

function Nothing({ empty }: { empty: boolean }) {
  return empty ? (
    <EmptyState title="Completed variants will be here.">
      As soon as a 3D model is ready you can validate it here, or ask for a revision.
    </EmptyState>
  ) : (
    <EmptyState
      title="Nothing in this view waits for your review."
      actions={<LinkButton href="/validation">Show everything that waits</LinkButton>}
    />
  );
}
