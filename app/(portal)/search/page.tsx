import type { Metadata } from "next";
import type { ReactNode } from "react";
import { StateBadge } from "@/components/production/state-badge";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { formatDay } from "@/lib/calendar/format";
import { type Found, search, searchText } from "@/lib/variants/search";
import { one, type Query } from "../_page/address";
import { reading } from "../_page/read";
import { SearchField } from "../_parts/search-field";

export const metadata: Metadata = { title: "Search" };

const LIMIT = 25;

export default async function SearchPage({ searchParams }: { searchParams: Query }) {
  const text = searchText(one(await searchParams, "q"));
  const { found, style } = await reading(async ({ tx, organisationId, ...rest }) => ({
    ...rest,
    found: await search(tx, organisationId, text, LIMIT),
  }));
  const all = Object.values(found).reduce((sum: number, list: unknown[]) => sum + list.length, 0);
  return (
    <>
      <PageTitle
        title={text ? `Search: ${text}` : "Search"}
        sub="By the beginning of a SKU, a whole EAN or UPC, or any part of a name or number."
      />
      <div className="above-sections">
        <SearchField path="/search" label="SKU, EAN, or the name of a batch, product or order" value={text} />
      </div>
      {text && all === 0 ? (
        <Section title="Nothing found">
          <EmptyState title={`Nothing begins with or is called “${text}”.`}>
            Check the spelling, or search for a shorter part of it.
          </EmptyState>
        </Section>
      ) : null}
      <Results found={found} style={style} />
    </>
  );
}

function Results({ found, style }: { found: Found; style: { zone: string; now: Date } }) {
  const more = (list: unknown[]) => (list.length === LIMIT ? `The first ${LIMIT}.` : undefined);
  return (
    <>
      <Group title="Variants" note={more(found.variants)}>
        {found.variants.map(({ id, sku, product, batch, place }) => (
          <Hit key={id} href={`/variants/${id}`} name={sku} about={`${product}, ${batch}`}>
            <StateBadge place={place} />
          </Hit>
        ))}
      </Group>
      <Group title="Batches" note={more(found.batches)}>
        {found.batches.map(({ id, name, into }) => (
          <Hit
            key={id}
            href={`/batches/${id}`}
            name={name}
            {...(into ? { about: `now part of ${into}` } : {})}
          />
        ))}
      </Group>
      <Group title="Products" note={more(found.products)}>
        {found.products.map(({ id, name, brand }) => (
          <Hit key={id} href={`/products/${id}`} name={name} about={brand} />
        ))}
      </Group>
      <Group title="Orders" note={more(found.orders)}>
        {found.orders.map(({ id, number, placedAt }) => (
          <Hit key={id} href={`/orders/${id}`} name={number} about={`placed ${formatDay(placedAt, style)}`} />
        ))}
      </Group>
      <Group title="Quotes" note={more(found.quotes)}>
        {found.quotes.map(({ id, number, order }) => (
          <Hit key={id} href={`/quotes/${id}`} name={number} about={order} />
        ))}
      </Group>
    </>
  );
}

function Group({
  title,
  note,
  children,
}: {
  title: string;
  note: string | undefined;
  children: ReactNode[];
}) {
  if (children.length === 0) return null;
  return (
    <Section title={title} note={note}>
      <ul className="hits">{children}</ul>
    </Section>
  );
}

function Hit({
  href,
  name,
  about,
  children,
}: {
  href: string;
  name: string;
  about?: string;
  children?: ReactNode;
}) {
  return (
    <li>
      <span>
        <Link href={href}>{name}</Link>
        {about ? <span className="quiet"> {about}</span> : null}
      </span>
      {children}
    </li>
  );
}
