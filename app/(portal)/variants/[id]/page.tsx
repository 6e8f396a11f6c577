import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Attachments } from "@/app/_attachments/attachments";
import { Comments } from "@/app/_comments/comments";
import { ModelPreview } from "@/app/_models/model-preview";
import { roundViews } from "@/app/_models/rounds-view";
import { HistoryList } from "@/components/production/history-list";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/access/permissions";
import type { VariantDetail } from "@/lib/variants/find-variant";
import { type Reading, reading } from "../../_page/read";
import { AskForCancellation, CancellationNote } from "./cancellation";
import { historyItems } from "./history-items";
import { type LoadedVariant, loadVariant } from "./load-variant";
import { QualityFlags } from "./quality-flags";
import { Reference } from "./reference";
import { VariantActions } from "./variant-actions";
import { VariantFacts } from "./variant-facts";
import { VariantFrame } from "./variant-frame";
import { WhoseTurn } from "./whose-turn";

type Props = { params: Promise<{ id: string }> };

/** Read once for the page and its title. */
const read = cache((id: string) =>
  reading(async ({ tx, ...rest }) => ({ ...rest, loaded: await loadVariant({ tx, ...rest }, id) })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { loaded } = await read((await params).id);
  return { title: loaded?.variant.sku ?? "Not found" };
}

export default async function VariantPage({ params }: Props) {
  const { loaded, ...given } = await read((await params).id);
  if (!loaded) notFound();
  return <Variant loaded={loaded} given={given} />;
}

function Variant({ loaded, given }: { loaded: LoadedVariant; given: Omit<Reading, "tx"> }) {
  const { variant, history, possible, files, cancellation } = loaded;
  const { batch, product } = variant;
  const flags = history.filter((entry) => entry.kind === "flag");
  return (
    <>
      <Crumbs
        crumbs={[
          { label: "Batches", href: "/batches" },
          { label: batch.name, href: `/batches/${batch.id}` },
          { label: product.name, href: `/products/${product.id}` },
        ]}
        actions={
          can(given.actor.role, "openTicket") ? (
            <LinkButton href={`/support/new?variant=${variant.id}`}>Contact support</LinkButton>
          ) : null
        }
      />
      <PageTitle
        title={product.name}
        sub={<Subtitle variant={variant} />}
        actions={
          <>
            <VariantActions variant={variant} possible={possible} history={history} />
            {mayAsk(loaded, given) ? <AskForCancellation variant={variant} /> : null}
          </>
        }
      />
      {cancellation ? <CancellationNote request={cancellation} style={given.style} /> : null}
      <VariantFacts variant={variant} given={given} />
      <VariantFrame variant={variant} history={history} given={given} />
      <ModelPreview sku={variant.sku} rounds={roundViews(loaded.rounds, given.style)} />
      <div className="two broad">
        <Section layout="stack" title="Reference">
          <Reference variant={variant} given={given} />
        </Section>
        <div>
          <WhoseTurn history={history} given={given} />
          <QualityFlags flags={flags} style={given.style} />
          <Section layout="stack" title="Photos and drawings">
            <Attachments
              files={files}
              variantId={variant.id}
              mayAttach={can(given.actor.role, "attachFiles")}
            />
          </Section>
        </div>
      </div>
      <Comments of={loaded.comments} style={given.style} />
      <Section title="History" note="Nothing here is ever changed. Every step keeps who and when.">
        <HistoryList items={historyItems(history, variant, given.style)} />
      </Section>
    </>
  );
}

/** Where the event itself is not theirs to send any more, and there is still something to stop. */
function mayAsk({ variant, possible, cancellation }: LoadedVariant, { actor }: Omit<Reading, "tx">): boolean {
  return (
    can(actor.role, "requestCancellation") &&
    !["completed", "validated", "cancelled"].includes(variant.place) &&
    !possible.some(({ event }) => event === "cancel") &&
    cancellation?.status !== "open"
  );
}

function Subtitle({ variant }: { variant: VariantDetail }) {
  const { sku, size, colour, lens, complexity, customised, revision, order } = variant;
  const facts = [size, colour, lens, customised ? `${complexity}, customised` : complexity].filter(Boolean);
  return (
    <>
      <b>{sku}</b> · {facts.join(" · ")}
      {revision > 0 ? ` · revision ${revision}` : null} ·{" "}
      <Link href={`/orders/${order.id}`}>{order.number}</Link>
    </>
  );
}
