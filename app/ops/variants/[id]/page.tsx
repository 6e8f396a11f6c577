import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Attachments } from "@/app/_attachments/attachments";
import { Comments } from "@/app/_comments/comments";
import { roundViews } from "@/app/_models/rounds-view";
import { CancellationNote } from "@/app/(portal)/variants/[id]/cancellation";
import { historyItems } from "@/app/(portal)/variants/[id]/history-items";
import { VariantFrame } from "@/app/(portal)/variants/[id]/variant-frame";
import { WhoseTurn } from "@/app/(portal)/variants/[id]/whose-turn";
import { HistoryList } from "@/components/production/history-list";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/access/permissions";
import { type Colleague, listStaff } from "@/lib/variants/assign";
import { type OpsGiven, opsReading } from "../../_record/read";
import { AnswerCancellation } from "../../cancellations/answer-cancellation";
import { EventButtons } from "./event-buttons";
import { Flags } from "./flags";
import { type LoadedVariant, loadVariant } from "./load-variant";
import { ModelSection } from "./model-section";
import { Reference } from "./reference";
import { VariantFacts } from "./variant-facts";

type Props = { params: Promise<{ id: string }> };

/** Read once for the page and its title. */
const read = cache((id: string) =>
  opsReading(async ({ tx, ...given }) => ({ given, loaded: await loadVariant({ tx, ...given }, id) })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { loaded } = await read((await params).id);
  return { title: loaded?.variant.sku ?? "Not found" };
}

export default async function OpsVariantPage({ params }: Props) {
  const { loaded, given } = await read((await params).id);
  if (!loaded) notFound();
  return <Variant loaded={loaded} given={given} staff={await listStaff(given.actor)} />;
}

function Variant({
  loaded,
  given,
  staff,
}: {
  loaded: LoadedVariant;
  given: OpsGiven;
  staff: readonly Colleague[];
}) {
  const { variant, organisation, history, possible, files, cancellation } = loaded;
  const { batch, order, product, sku, revision } = variant;
  const batches = loaded.batches.map(({ id, name }) => ({ value: id, label: name }));
  const flags = history.filter((entry) => entry.kind === "flag");
  const facts = [product.name, variant.colour, variant.lens, variant.size].filter(Boolean);
  return (
    <>
      <Crumbs
        crumbs={[
          { label: "Batches", href: "/ops/batches" },
          { label: batch.name, href: `/ops/batches/${batch.id}` },
          { label: sku },
        ]}
      />
      <PageTitle
        title={sku}
        sub={
          <>
            {facts.join(" · ")}
            {revision > 0 ? ` · revision ${revision}` : null} · {organisation} ·{" "}
            <Link href={`/ops/orders/${order.id}`}>{order.number}</Link>
          </>
        }
        actions={<EventButtons variant={variant} possible={possible} batches={batches} />}
      />
      {cancellation ? <CancellationNote request={cancellation} style={given.style} /> : null}
      {cancellation?.status === "open" ? <AnswerCancellation requestId={cancellation.id} sku={sku} /> : null}
      <VariantFacts variant={variant} staff={staff} given={given} />
      <VariantFrame variant={variant} history={history} given={given} awaited="with the customer" />
      <ModelSection variant={variant} rounds={roundViews(loaded.rounds, given.style)} asks={loaded.asks} />
      <div className="two broad">
        <Section layout="stack" title="Reference">
          <Reference variant={variant} organisation={organisation} batches={batches} given={given} />
        </Section>
        <div>
          <WhoseTurn history={history} given={given} reader="producer" />
          <Flags variant={variant} flags={flags} style={given.style} />
          <Section layout="stack" title="Photos and drawings">
            <Attachments
              files={files}
              variantId={variant.id}
              mayAttach={can(given.actor.kind, "attachFiles")}
            />
          </Section>
        </div>
      </div>
      <Comments of={loaded.comments} style={given.style} />
      <Section title="History" note="Nothing here is ever changed. Every step keeps who, when and why.">
        <HistoryList
          items={historyItems(history, variant, given.style).map((item) => ({ ...item, you: false }))}
        />
      </Section>
    </>
  );
}
