import { Section } from "@/components/shell/section";
import { Tabs } from "@/components/ui/tabs";
import type { StakeholderActor } from "@/lib/access/actor";
import type { DateStyle } from "@/lib/calendar/format";
import type { Overview } from "@/lib/reports/overview";
import { readBatches, readVariantsPage } from "./lists";
import { Batches, Products, Variants } from "./tables";

/** What the address chooses: the list in view, and the page of variants. */
export interface SharedQuery {
  show?: string | string[];
  from?: string | string[];
}

interface Given {
  actor: StakeholderActor;
  overview: Overview;
  style: DateStyle;
  path: string;
}

/** Batches of an organisation, products and variants, one list at a time so that a phone's page stays short. */
export function Details({ query: { show, from }, ...given }: Given & { query: SharedQuery }) {
  const { overview, path } = given;
  const views = [
    ...(overview.scope.kind === "organisation"
      ? [{ id: "batches", label: "Batches", count: overview.batches.length }]
      : []),
    { id: "products", label: "Products", count: overview.products.length },
    { id: "variants", label: "Variants", count: overview.progress.all },
  ];
  const current = views.find(({ id }) => id === show) ?? views[0]!;
  const tabs = views.map(({ id, label, count }) => ({
    href: `${path}?show=${id}#details`,
    label,
    count,
    current: id === current.id,
  }));
  if (overview.progress.all === 0) return null;
  return (
    <Section id="details" title="In detail" layout="wide" aside={<Tabs label="In detail" tabs={tabs} />}>
      <List view={current.id} from={typeof from === "string" ? from : undefined} {...given} />
    </Section>
  );
}

async function List({ view, from, ...given }: Given & { view: string; from: string | undefined }) {
  const { actor, overview, style, path } = given;
  switch (view) {
    case "batches":
      return <Batches {...(await readBatches(actor, overview, style))} />;
    case "variants": {
      const page = await readVariantsPage(actor, overview, from, style);
      const hrefOf = (key: string) => `${path}?show=variants&from=${encodeURIComponent(key)}#details`;
      return <Variants page={page} overview={overview} style={style} hrefOf={hrefOf} />;
    }
    default:
      return <Products overview={overview} />;
  }
}
