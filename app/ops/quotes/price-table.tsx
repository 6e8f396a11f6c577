import { DataTable } from "@/components/ui/data-table";

export interface QuoteFormLine {
  id: string;
  sku: string;
  product: string;
  colour: string;
  complexity: string;
  customised: boolean;
  reason: string | null;
  since: string;
  late: boolean;
  /** Of the version before. */
  price: string;
  /** What the price list says, by currency. */
  list: Readonly<Record<string, string>>;
}

/** The variants of an order that await a quote, each with its price to be typed. */
export function PriceTable({
  order,
  lines,
  prices,
  faultOf,
  onPrice,
}: {
  order: string;
  lines: readonly QuoteFormLine[];
  prices: Readonly<Record<string, string>>;
  faultOf: (field: string) => string | null;
  onPrice: (id: string, price: string) => void;
}) {
  return (
    <DataTable
      caption={`Variants of ${order} that await a quote`}
      columns={[
        { label: "SKU", width: 130, tn: true },
        { label: "Product, colour" },
        { label: "Complexity", width: 110 },
        { label: "Customised", width: 90 },
        { label: "Asked because", width: "22%" },
        { label: "Since", width: 100 },
        { label: "Price, net", width: 130, phone: "full" },
      ]}
      roomy
    >
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{line.sku}</td>
            <td title={`${line.product} ${line.colour}`}>
              {line.product} <span className="quiet">{line.colour}</span>
            </td>
            <td data-l="Complexity">{line.complexity}</td>
            <td data-l="Customised">{line.customised ? "yes" : "no"}</td>
            <td data-l="Asked because" title={line.reason ?? undefined}>
              {line.reason ?? "–"}
            </td>
            <td data-l="Since" className={line.late ? "late" : undefined}>
              {line.since}
              {line.late ? <span className="vh"> late</span> : null}
            </td>
            <td data-l="Price, net">
              <input
                id={`price-${line.id}`}
                name={`price-${line.id}`}
                className="inp"
                inputMode="decimal"
                aria-label={`Price of ${line.sku}`}
                aria-invalid={faultOf(`price-${line.id}`) ? true : undefined}
                value={prices[line.id] ?? ""}
                onChange={(event) => onPrice(line.id, event.target.value)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
