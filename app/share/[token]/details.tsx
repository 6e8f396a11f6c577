import { Section } from "@/components/shell/section";
import { Tabs } from "@/components/ui/tabs";
import type { SharePart } from "@/db/schema/sharing";
import type { StakeholderActor } from "@/lib/access/actor";
import type { DateStyle } from "@/lib/calendar/format";
import type { Overview } from "@/lib/reports/overview";
import { readBatches, readVariantsPage } from "./lists";
import { Batches, Products, Variants } from "./tables";

/** What the address chooses: the list in view, the page of variants, and whether a report was too long to be given. */
export interface SharedQuery {
  show?: string | string[];
  from?: string | string[];
  long?: string | string[];
}

interface Given {
  actor: StakeholderActor;
  shows: readonly SharePart[];
  overview: Overview;
  style: DateStyle;
  path: string;
}

/** Batches of an organisation, products and variants, one list at a time so that a phone's page stays short. */
export function Details({ query: { show, from }, ...given }: Given & { query: SharedQuery }) {
  const { overview, path, shows } = given;
  const views = [
    ...(overview.scope.kind === "organisation" && !overview.scope.only
      ? [{ id: "batches", label: "Batches", count: overview.batches.length }]
      : []),
    { id: "products", label: "Products", count: overview.products.length },
    ...(shows.includes("variants")
      ? [{ id: "variants", label: "Variants", count: overview.progress.all }]
      : []),
  ];
  const current = views.find(({ id }) => id === show) ?? views[0]!;
  const tabs = views.map(({ id, label, count }) => ({
    href: `${withQuery(path)}show=${id}#details`,
    label,
    count,
    current: id === current.id,
  }));
  if (overview.progress.all === 0) return null;
  return (
    <Section
      id="details"
      title={tabs.length > 1 ? "In detail" : "Products"}
      layout="wide"
      aside={tabs.length > 1 ? <Tabs label="In detail" tabs={tabs} /> : null}
    >
      <List view={current.id} from={typeof from === "string" ? from : undefined} {...given} />
    </Section>
  );
}

const withQuery = (path: string) => `${path}${path.includes("?") ? "&" : "?"}`;

async function List({ view, from, ...given }: Given & { view: string; from: string | undefined }) {
  const { actor, overview, style, path } = given;
  switch (view) {
    case "batches":
      return <Batches {...(await readBatches(actor, overview, style))} />;
    case "variants": {
      const page = await readVariantsPage(actor, overview, from, style);
      const hrefOf = (key: string) =>
        `${withQuery(path)}show=variants&from=${encodeURIComponent(key)}#details`;
      return <Variants page={page} overview={overview} style={style} hrefOf={hrefOf} />;
    }
    default:
      return <Products overview={overview} />;
  }
}
