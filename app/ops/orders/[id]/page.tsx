import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Attachments } from "@/app/_attachments/attachments";
import { NewVariantForm } from "@/app/_corrections/described-form";
import { VARIANTS_PER_PAGE } from "@/app/_variants/variants-frame";
import type { Query } from "@/app/(portal)/_page/address";
import { type VariantView, variantView } from "@/app/(portal)/_page/variant-view";
import { NoteLines } from "@/app/(portal)/_parts/notes";
import { BatchRow } from "@/components/production/batch-row";
import { BucketLegend } from "@/components/production/bucket-legend";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { percent } from "@/components/ui/figure";
import { can } from "@/lib/access/permissions";
import { listAttachments } from "@/lib/attachments/attach";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { outlookWords } from "@/lib/batches/outlook-words";
import { formatDay } from "@/lib/calendar/format";
import { findImportOfOrder } from "@/lib/import/find-import-of-order";
import { progressOf } from "@/lib/lifecycle/progress";
import { findOrder, type OrderDetail } from "@/lib/orders/find-order";
import { locateOrder } from "@/lib/orders/locate-order";
import { countLate, listVariants } from "@/lib/variants/list-variants";
import { capital, counted } from "@/lib/words/counts";
import { formatIsoDay } from "@/lib/words/dates";
import { type OpsGiven, type OpsReading, opsReading } from "../../_record/read";
import { OpsVariantsSection } from "../../_record/variants-section";

type Props = { params: Promise<{ id: string }>; searchParams: Query };

async function load({ tx, rules, now }: OpsReading, id: string, view: VariantView) {
  const organisation = await locateOrder(tx, id);
  const order = organisation && (await findOrder(tx, organisation.id, id));
  if (!order) return null;
  const { filter, place, sort, descending, from } = view;
  const page = { sort, descending, size: VARIANTS_PER_PAGE, now, ...(from ? { from } : {}) };
  const subject = { ...order, promisedOn: null };
  const [variants, late, files, cameBy, outlooks] = await Promise.all([
    listVariants(tx, organisation.id, { orderId: id, filter, ...(place ? { place } : {}) }, page),
    countLate(tx, organisation.id, { orderId: id }, now),
    listAttachments(tx, { organisationId: organisation.id, orderId: id, variantId: null }),
    findImportOfOrder(tx, organisation.id, id),
    loadOutlooks(tx, organisation.id, [subject], { rules, now, of: "order" }),
  ]);
  return { order, organisation, variants, late, files, cameBy, outlook: outlooks.get(id) };
}

/** Read once for the page and its title. */
const read = cache((id: string, view: string) =>
  opsReading(async ({ tx, ...given }) => ({
    given,
    loaded: await load({ tx, ...given }, id, JSON.parse(view) as VariantView),
  })),
);

async function readAt({ params, searchParams }: Props) {
  const view = variantView(await searchParams);
  return { view, ...(await read((await params).id, JSON.stringify(view))) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { loaded } = await readAt(props);
  return { title: loaded?.order.number ?? "Not found" };
}

export default async function OpsOrderPage(props: Props) {
  const { loaded, view, given } = await readAt(props);
  if (!loaded) notFound();
  const { order, organisation, variants, late, files, cameBy, outlook } = loaded;
  const progress = progressOf(order.counts);
  const words = outlook && outlookWords(outlook, given.style);
  const mayAdd = order.products.length > 0 && order.batches.length > 0;
  return (
    <>
      <Crumbs
        crumbs={[
          { label: "Batches", href: "/ops/batches" },
          { label: organisation.name, href: `/ops/batches?q=${encodeURIComponent(organisation.name)}` },
          { label: order.number },
        ]}
        actions={
          <>
            {cameBy ? (
              <LinkButton href={`/ops/import/${cameBy.id}`}>
                {cameBy.undone ? "See its import" : "See or undo its import"}
              </LinkButton>
            ) : null}
            {mayAdd ? <AddVariant order={order} /> : null}
          </>
        }
      />
      <PageTitle title={order.number} sub={placed(order, organisation.name, cameBy?.fileName, given)} />
      <Section title="Progress" note={words ? `${words.head}.` : null}>
        <div className="grid gap-3">
          <p>
            <b>{percent(progress.complete)}</b> complete: {progress.buckets.validated}/{progress.active}{" "}
            variants validated.
          </p>
          <SegmentedBar buckets={progress.buckets} size="thick" />
          <BucketLegend buckets={progress.buckets} variants />
        </div>
      </Section>
      <Section
        title="Batches"
        note={`${capital(counted(order.batches.length, "batch", "batches"))}, counted within this order.`}
      >
        <div>
          {order.batches.map((batch) => (
            <BatchRow
              key={batch.id}
              name={batch.name}
              href={`/ops/batches/${batch.id}`}
              progress={progressOf(batch.counts)}
              headline={order.batches.length === 1 ? words?.head : null}
              delay={words?.tone}
            >
              <NoteLines
                notes={
                  order.batches.length === 1 && outlook?.status !== "conditional" ? (words?.notes ?? []) : []
                }
              />
            </BatchRow>
          ))}
        </div>
      </Section>
      <OpsVariantsSection
        page={variants}
        view={view}
        counts={order.counts}
        late={late}
        path={`/ops/orders/${order.id}`}
        batch={order.batches.length > 1}
        given={given}
      />
      <Section title="Photos and drawings" note="For the order as a whole; each variant has its own.">
        <Attachments files={files} orderId={order.id} mayAttach={can(given.actor.kind, "attachFiles")} />
      </Section>
    </>
  );
}

function AddVariant({ order }: { order: OrderDetail }) {
  const choices = (list: { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Dialog trigger="Add a variant…" title={`Add a variant to ${order.number}`}>
      <p>It starts in Pending Analysis.</p>
      <NewVariantForm
        orderId={order.id}
        products={choices(order.products)}
        batches={choices(order.batches)}
      />
    </Dialog>
  );
}

function placed(order: OrderDetail, organisation: string, file: string | undefined, { style }: OpsGiven) {
  const { placedAt, placedBy, requestedOn, note, quotes } = order;
  const wanted = requestedOn
    ? `requested for ${formatIsoDay(requestedOn, style)}`
    : "no delivery date requested";
  return [
    `${organisation}. Placed on ${formatDay(placedAt, style)} by ${placedBy ?? "Framewatch"}, ${wanted}.`,
    file ? `It came by ${file}.` : null,
    quotes.length > 0 ? `Quotes: ${quotes.map(({ number }) => number).join(", ")}.` : null,
    note ? `“${note}”` : null,
  ]
    .filter(Boolean)
    .join(" ");
}
