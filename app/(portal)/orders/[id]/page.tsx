import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Attachments } from "@/app/_attachments/attachments";
import { NewVariantForm } from "@/app/_corrections/described-form";
import { listNarrowed } from "@/app/_reports/list-narrowed";
import { ReportMenu } from "@/app/_reports/report-menu";
import { VARIANTS_PER_PAGE } from "@/app/_variants/variants-frame";
import { BatchRow } from "@/components/production/batch-row";
import { Tile, Tiles } from "@/components/production/tile";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/access/permissions";
import { listAttachments } from "@/lib/attachments/attach";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { outlookWords } from "@/lib/batches/outlook-words";
import { formatDay } from "@/lib/calendar/format";
import { onTurn, progressOf } from "@/lib/lifecycle/progress";
import { findOrder, type OrderDetail } from "@/lib/orders/find-order";
import { countLate, listVariants } from "@/lib/variants/list-variants";
import { capital, counted, figure } from "@/lib/words/counts";
import { formatIsoDay } from "@/lib/words/dates";
import type { Query } from "../../_page/address";
import { type Reading, reading } from "../../_page/read";
import { type VariantView, variantView, viewAddress } from "../../_page/variant-view";
import { NoteLines } from "../../_parts/notes";
import { filterCounts, VariantsSection } from "../../_parts/variants-section";
import { ShareMenu } from "../../_share/share-menu";

type Props = { params: Promise<{ id: string }>; searchParams: Query };

/** Read once for the page and its title. */
const read = cache((id: string, view: string) =>
  reading(async ({ tx, ...rest }) => ({
    ...rest,
    loaded: await load({ tx, ...rest }, id, JSON.parse(view) as VariantView),
  })),
);

async function readAt({ params, searchParams }: Props) {
  const view = variantView(await searchParams);
  return { view, ...(await read((await params).id, JSON.stringify(view))) };
}

async function load({ tx, organisationId, rules, now }: Reading, id: string, view: VariantView) {
  const order = await findOrder(tx, organisationId, id);
  if (!order) return null;
  const { filter, place, sort, descending, from } = view;
  const page = { sort, descending, size: VARIANTS_PER_PAGE, now, ...(from ? { from } : {}) };
  const subject = { ...order, promisedOn: null };
  const [variants, late, files, outlooks] = await Promise.all([
    listVariants(tx, organisationId, { orderId: id, filter, ...(place ? { place } : {}) }, page),
    countLate(tx, organisationId, { orderId: id }, now),
    listAttachments(tx, { organisationId, orderId: id, variantId: null }),
    loadOutlooks(tx, organisationId, [subject], { rules, now, of: "order" }),
  ]);
  return { order, variants, late, files, outlook: outlooks.get(id) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { loaded } = await readAt(props);
  return { title: loaded?.order.number ?? "Not found" };
}

export default async function OrderPage(props: Props) {
  const { loaded, view, ...given } = await readAt(props);
  if (!loaded) notFound();
  const { order, variants, late, files, outlook } = loaded;
  const { style, actor } = given;
  const progress = progressOf(order.counts);
  const path = `/orders/${order.id}`;
  const words = outlook && outlookWords(outlook, style);
  const to = (filter: VariantView["filter"]) => viewAddress(path, view, { filter, place: null });
  return (
    <>
      <Crumbs
        crumbs={[{ label: "Orders", href: "/orders" }, { label: order.number }]}
        actions={
          <>
            <ReportMenu
              name={order.number}
              path={`/reports/file?order=${order.id}`}
              summary={`/reports/summary?order=${order.id}`}
              variants={progress.all}
              narrowed={listNarrowed(view)}
            />
            <ShareMenu scope="order" of={order.id} filter="all" place={null} />
            {can(actor.role, "openTicket") ? (
              <LinkButton href={`/support/new?order=${order.id}`}>Contact support</LinkButton>
            ) : null}
          </>
        }
      />
      <PageTitle
        title={words && order.batches.length > 1 ? `${order.number}: ${words.head}` : order.number}
        sub={placed(order, given)}
        actions={
          can(actor.role, "correctOrder") && order.counts.pending_analysis > 0 ? (
            <Dialog trigger="Add a variant…" title={`Add a variant to ${order.number}`}>
              <p>Until the analysis of this order is complete you can add to it.</p>
              <NewVariantForm
                orderId={order.id}
                products={order.products.map(({ id, name }) => ({ value: id, label: name }))}
                batches={order.batches.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Dialog>
          ) : null
        }
      />
      <Tiles label="This order">
        <Tile
          label="Variants"
          value={progress.active}
          href={to("all")}
          note={progress.buckets.cancelled > 0 ? `+ ${figure(progress.buckets.cancelled)} cancelled` : null}
        />
        <Tile
          label="In Production"
          value={progress.buckets.production}
          bucket="production"
          href={to("production")}
        />
        <Tile label="Ready for Review" value={progress.buckets.ready} bucket="ready" href={to("ready")} />
        <Tile
          label="Validated"
          value={progress.buckets.validated}
          bucket="validated"
          href={to("validated")}
        />
        <Tile label="On Hold" value={progress.buckets.hold} bucket="hold" href={to("hold")} />
        {progress.buckets.attention > 0 ? (
          <Tile
            label="Needs attention"
            value={progress.buckets.attention}
            bucket="attention"
            href={to("attention")}
          />
        ) : null}
      </Tiles>
      <Section
        title="Batches"
        note={`${capital(counted(order.batches.length, "batch", "batches"))}, counted within this order.`}
      >
        <div>
          {order.batches.map((batch) => (
            <BatchRow
              key={batch.id}
              name={batch.name}
              href={`/batches/${batch.id}`}
              progress={progressOf(batch.counts)}
              headline={order.batches.length === 1 ? words?.head : null}
              delay={words?.tone}
            >
              <NoteLines notes={order.batches.length === 1 ? (words?.notes ?? []) : []} />
            </BatchRow>
          ))}
        </div>
      </Section>
      <VariantsSection
        page={variants}
        view={view}
        counts={filterCounts(progress, onTurn(order.counts, "customer"), late)}
        path={path}
        scope="all"
        shared={{ scope: "order", of: order.id }}
        given={given}
      />
      <Section title="Photos and drawings" note="For the order as a whole; each variant has its own.">
        <Attachments files={files} orderId={order.id} mayAttach={can(actor.role, "attachFiles")} />
      </Section>
    </>
  );
}

function placed(order: OrderDetail, { style }: Omit<Reading, "tx">) {
  const { placedAt, placedBy, requestedOn, note, quotes } = order;
  return (
    <>
      Placed on {formatDay(placedAt, style)} by {placedBy ?? "Framewatch"}
      {requestedOn ? `, requested for ${formatIsoDay(requestedOn, style)}` : ", no delivery date requested"}.
      {note ? ` “${note}”` : null}
      {quotes.length > 0 ? " Quotes: " : null}
      {quotes.map((quote, index) => (
        <span key={quote.id}>
          {index > 0 ? ", " : null}
          <Link href={`/quotes/${quote.id}`}>{quote.number}</Link>
        </span>
      ))}
    </>
  );
}
