import { sql } from "drizzle-orm";
import { type Actor, asActor, roleOf } from "@/lib/access/actor";
import { notFound, notPermitted } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { localDate } from "@/lib/calendar/business-time";
import { formatInstant } from "@/lib/calendar/format";
import { rulesInForce } from "@/lib/variants/rules";
import { fileName } from "./file-name";
import { asStream } from "./format/as-stream";
import type { Column } from "./format/columns";
import { csvStream } from "./format/csv";
import { sheet } from "./format/sheet";
import { xlsxStream } from "./format/xlsx";
import { MEDIA_TYPES, type ReportFile } from "./make-report";

export const CATALOGUE_FORMATS = ["csv", "xlsx", "json"] as const;
export type CatalogueFormat = (typeof CATALOGUE_FORMATS)[number];

interface ShopRow {
  position: number;
  sku: string;
  ean: string | null;
  upc: string | null;
  brand: string;
  product: string;
  colour: string;
  size: string;
  lens: string;
}

type Found = Record<"organisation_id" | "title" | "slug" | "description" | "status", string>;

const text = (key: keyof ShopRow, header: string): Column<ShopRow> => ({
  key,
  header,
  kind: "text",
  audience: "everyone",
  value: (row) => row[key] as string | null,
});

const columns: Column<ShopRow>[] = [
  {
    key: "position",
    header: "Position",
    kind: "integer",
    audience: "everyone",
    value: (row) => row.position,
  },
  text("sku", "SKU"),
  text("ean", "EAN"),
  text("upc", "UPC"),
  text("brand", "Brand"),
  text("product", "Product"),
  text("colour", "Colour"),
  text("size", "Size"),
  text("lens", "Lens"),
];

/**
 * A catalogue for shops: what its page shows or would show, in its order; only what is validated now. CSV and JSON hold the
 * variants alone, for machines; Excel adds a sheet about the catalogue. Throws *not found* for another organisation's.
 */
export async function catalogueFile(
  actor: Actor,
  { catalogueId, format }: { catalogueId: string; format: CatalogueFormat },
  { now, address }: { now: Date; address: (slug: string) => string },
): Promise<ReportFile> {
  if (!can(roleOf(actor), "downloadReport")) throw notPermitted("export catalogues");
  if (!isId(catalogueId)) throw notFound("This catalogue");
  const { catalogue, rows, calendar } = await asActor(
    actor,
    async (tx) => {
      const [catalogue] = await tx.execute<Found>(sql`
        select organisation_id, title, slug, description, status from catalogues
        where organisation_id in (select id from organisations) and id = ${catalogueId}`);
      if (!catalogue) throw notFound("This catalogue");
      const rows = await tx.execute<ShopRow & Record<string, unknown>>(sql`
        select row_number() over (order by i.position, i.id)::int as position, v.sku, v.ean, v.upc, b.name as brand,
          p.name as product, v.colour, v.size, v.lens
        from catalogue_items i
        join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id and v.place = 'validated'
        join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
        join brands b on b.organisation_id = v.organisation_id and b.id = v.brand_id
        where i.organisation_id = ${catalogue.organisation_id} and i.catalogue_id = ${catalogueId} order by 1`);
      return { catalogue, rows: [...rows], calendar: (await rulesInForce(tx)).calendar };
    },
    { readOnly: true },
  );
  const { title, slug, description, status } = catalogue;
  const live = status === "published" ? address(slug) : null;
  const { zone } = calendar;
  const name = fileName(title, "Catalogue", format, localDate(calendar, now));
  switch (format) {
    case "csv":
      return {
        name,
        mediaType: MEDIA_TYPES.csv,
        body: csvStream({ facts: [], columns, rows: once(rows), zone }),
      };
    case "xlsx": {
      const facts = [
        { label: "Catalogue", value: title },
        ...(description ? [{ label: "About", value: description }] : []),
        { label: "Page", value: live ?? "not published" },
        { label: "Variants", value: `${rows.length}, validated when this was made` },
        { label: "Made", value: formatInstant(now, { zone }) },
      ];
      const body = xlsxStream({
        sheets: [sheet({ name: "Catalogue", columns, rows: once(rows) })],
        facts,
        zone,
        generatedAt: now,
      });
      return { name, mediaType: MEDIA_TYPES.xlsx, body };
    }
    case "json": {
      const told = { title, description, page: live, madeAt: now.toISOString(), variants: rows };
      return {
        name,
        mediaType: "application/json; charset=utf-8",
        body: asStream(encoded(JSON.stringify(told, null, 2))),
      };
    }
  }
}

async function* once<Row>(rows: Row[]): AsyncGenerator<Row[], void> {
  yield rows;
}

async function* encoded(content: string): AsyncGenerator<Uint8Array, void> {
  yield new TextEncoder().encode(content);
}
