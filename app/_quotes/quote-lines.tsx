"use client";
import { useState } from "react";
import { Approve, Decline } from "@/app/(portal)/_parts/decide";
import { StateBadge } from "@/components/production/state-badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Pick } from "@/components/ui/pick";
import type { QuoteLine } from "@/lib/quotes/find-quote";
import { capital, counted } from "@/lib/words/counts";
import { formatMoney } from "@/lib/words/money";

const STATUS = {
  pending: "waits for you",
  accepted: "accepted",
  rejected: "rejected",
  expired: "expired",
  withdrawn: "withdrawn",
} as const;

/** The lines of a version; those that wait can be decided one by one or as a selection. */
export function QuoteLines({
  versionId,
  quote,
  currency,
  lines,
  seesPrices,
  limit,
  variantsAt,
}: {
  versionId: string;
  quote: string;
  currency: string;
  lines: QuoteLine[];
  seesPrices: boolean;
  /** Minor units this person may decide at once; null without limit, -1 not at all. */
  limit: number | null;
  /** The place of a variant's own page. */
  variantsAt: string;
}) {
  const pending = lines.filter(({ status }) => status === "pending");
  const picks = limit !== -1 && pending.length > 1;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = pending.filter(({ variantId }) => picked.has(variantId));
  const total = chosen.reduce((sum, { price }) => sum + price, 0);
  const toggle = (ids: string[], on: boolean) =>
    setPicked((was) => new Set(on ? [...was, ...ids] : [...was].filter((id) => !ids.includes(id))));
  const all = pending.length > 0 && chosen.length === pending.length;
  const columns: Column[] = [
    ...(picks
      ? [
          {
            label: "Select",
            width: 34,
            head: (
              <Pick
                label="Select all lines that wait"
                checked={all}
                onChange={(event) =>
                  toggle(
                    pending.map(({ variantId }) => variantId),
                    event.target.checked,
                  )
                }
              />
            ),
          },
        ]
      : []),
    { label: "SKU", width: 120, tn: true },
    { label: "Product", width: 180, phone: "end" },
    { label: "Colour, lens", phone: "full" },
    { label: "Size", width: 100, tn: true, drop: true, phone: "gone" },
    { label: "State now", width: 170 },
    { label: "Decision", width: 120, phone: "end" },
    { label: "Net price", width: 120, num: true },
  ];
  const deciding = {
    quote,
    versionId,
    variantIds: chosen.map(({ variantId }) => variantId),
    variants: counted(chosen.length, "variant"),
    total: formatMoney(total, currency),
  };
  const overLimit = limit !== null && total > limit;
  return (
    <div>
      <DataTable caption={`Lines of quote ${quote}`} columns={columns} picks={picks} ids={!picks}>
        <tbody>
          {lines.map((line) => {
            const open = line.status === "pending";
            return (
              <tr key={line.variantId} className={picked.has(line.variantId) && open ? "on" : undefined}>
                {picks ? (
                  <td>
                    {open ? (
                      <Pick
                        label={`Select ${line.sku}`}
                        checked={picked.has(line.variantId)}
                        onChange={(event) => toggle([line.variantId], event.target.checked)}
                      />
                    ) : null}
                  </td>
                ) : null}
                <td>
                  <Link className="id" href={`${variantsAt}/${line.variantId}`}>
                    {line.sku}
                  </Link>
                </td>
                <td title={line.product}>{line.product}</td>
                <td>{[line.colour, line.lens].filter(Boolean).join(", ")}</td>
                <td>{line.size}</td>
                <td>
                  <StateBadge place={line.place} />
                </td>
                <td>{STATUS[line.status]}</td>
                <td data-l="Net price">
                  {seesPrices ? <Money minor={line.price} currency={currency} /> : "–"}
                </td>
              </tr>
            );
          })}
        </tbody>
      </DataTable>
      {chosen.length > 0 ? (
        <div className="result" role="status">
          <span className="words">
            {capital(counted(chosen.length, "line"))} selected, {formatMoney(total, currency)} net.
            {overLimit ? ` Your approval limit is ${formatMoney(limit, currency)}.` : null}
          </span>
          <div className="acts">
            {overLimit ? null : (
              <>
                <Approve key={`approve ${deciding.variantIds.join()}`} {...deciding} />
                <Decline key={`decline ${deciding.variantIds.join()}`} {...deciding} />
              </>
            )}
          </div>
        </div>
      ) : null}
    </div>
  );
}
