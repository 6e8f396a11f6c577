import type { Metadata } from "next";
import { opsReading } from "@/app/ops/_record/read";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import { COMPLEXITIES, type PriceList, readPriceLists } from "@/lib/quotes/price-list";
import { type PricedFor, pricedFor } from "@/lib/quotes/priced-for";
import { capital } from "@/lib/words/counts";
import { centsText } from "../cents";
import { CURRENCIES } from "../currencies";
import { cellName } from "./cell-name";
import { PriceListForm } from "./price-list-form";

export const metadata: Metadata = { title: "Price lists" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PriceListsPage({ searchParams }: Props) {
  const query = await searchParams;
  const { lists, owners, style } = await opsReading(async ({ tx, style }) => {
    const [lists, owners] = await Promise.all([readPriceLists(tx), pricedFor(tx)]);
    return { lists, owners, style };
  });
  const choices = choicesOf(owners);
  const first = choices.find(({ value }) => value === query.for)?.value ?? choices[0]?.value ?? "";
  const currency = CURRENCIES.find((known) => known === query.currency) ?? "EUR";
  const chosen = lists.find((list) => keyOf(list) === first && list.currency === currency);
  return (
    <>
      <Crumbs crumbs={[{ label: "Quotes", href: "/ops/quotes" }, { label: "Price lists" }]} />
      <PageTitle
        title="Price lists"
        sub="Net prices by complexity and customisation. A brand's own list goes before that of its organisation; prices that were quoted stay as they are."
      />
      <Section title={chosen ? "Change a list" : "Add a list"} note="A cell left empty has no price.">
        <PriceListForm
          key={`${first} ${currency}`}
          choices={choices}
          chosen={first}
          currency={currency}
          prices={Object.fromEntries(
            (chosen?.prices ?? []).map((cell) => [cellName(cell), centsText(cell.price)]),
          )}
        />
      </Section>
      <Section title="Lists" layout="stack">
        {lists.length === 0 ? (
          <EmptyState title="There is no price list yet">
            Quotes are priced by hand until there is one.
          </EmptyState>
        ) : (
          <Lists lists={lists} style={style} />
        )}
      </Section>
    </>
  );
}

const keyOf = ({ organisation, brand }: PriceList) =>
  brand ? `${organisation.id}.${brand.id}` : organisation.id;

function choicesOf(owners: readonly PricedFor[]): { value: string; label: string }[] {
  return owners.flatMap(({ id, name, brands }) => [
    { value: id, label: `${name}, all brands` },
    ...brands.map((brand) => ({ value: `${id}.${brand.id}`, label: `${name}, ${brand.name}` })),
  ]);
}

const CELLS = COMPLEXITIES.flatMap((complexity) =>
  [false, true].map((customised) => ({ complexity, customised })),
);

function Lists({ lists, style }: { lists: readonly PriceList[]; style: DateStyle }) {
  return (
    <DataTable
      caption="Price lists"
      columns={[
        { label: "For" },
        { label: "Currency", width: 80 },
        ...CELLS.map(({ complexity, customised }) => ({
          label: capital(customised ? `${complexity}, customised` : complexity),
          width: customised ? 130 : 90,
          num: true,
        })),
        { label: "Changed", width: 90 },
      ]}
    >
      <tbody>
        {lists.map((list) => (
          <tr key={`${keyOf(list)} ${list.currency}`}>
            <td>
              <Link href={`/ops/quotes/prices?for=${keyOf(list)}&currency=${list.currency}`}>
                {list.organisation.name}, {list.brand?.name ?? "all brands"}
              </Link>
            </td>
            <td data-l="Currency">{list.currency}</td>
            {CELLS.map((cell) => {
              const price = list.prices.find((each) => cellName(each) === cellName(cell))?.price;
              return (
                <td
                  key={cellName(cell)}
                  data-l={capital(cell.customised ? `${cell.complexity}, customised` : cell.complexity)}
                >
                  {price === undefined ? "–" : <Money minor={price} currency={list.currency} />}
                </td>
              );
            })}
            <td data-l="Changed">{formatDay(list.updatedAt, style)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
