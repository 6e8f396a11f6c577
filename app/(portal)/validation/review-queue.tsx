"use client";
import { Fragment } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Pick } from "@/components/ui/pick";
import { groupOf, type QueueItem } from "./queue-item";

/** The queue beside the model: batch by batch and similar ones together. What was refused says why below its row. */
export function ReviewQueue({
  items,
  gone,
  current,
  picked,
  sent,
  refused,
  mayReview,
  onOpen,
  onPick,
}: {
  items: readonly QueueItem[];
  /** Decided by somebody else meanwhile; they keep their places. */
  gone: ReadonlySet<string>;
  current: string | undefined;
  picked: ReadonlySet<string>;
  /** On their way: decided, and not answered yet. */
  sent: ReadonlySet<string>;
  refused: ReadonlyMap<string, string>;
  mayReview: boolean;
  onOpen: (id: string) => void;
  onPick: (ids: string[], on: boolean) => void;
}) {
  const columns = columnsOf(mayReview, items, picked, onPick);
  return (
    <DataTable caption="Variants ready for review" columns={columns} picks={mayReview} ids={!mayReview}>
      <tbody>
        {items.map((item, index) => {
          const before = items[index - 1];
          const begins = !before || groupOf(before) !== groupOf(item);
          const why = refused.get(item.id);
          return (
            <Fragment key={item.id}>
              {begins ? (
                <tr>
                  <th className="group" colSpan={columns.length} scope="rowgroup">
                    {groupOf(item)}
                  </th>
                </tr>
              ) : null}
              <Row
                item={item}
                mayReview={mayReview}
                picked={picked.has(item.id)}
                marks={[
                  picked.has(item.id) && "on",
                  item.id === current && "cur",
                  sent.has(item.id) && "sent",
                  gone.has(item.id) && "went",
                  why && "haswhy",
                ]}
                onOpen={() => onOpen(item.id)}
                onPick={(on) => onPick([item.id], on)}
              />
              {why ? (
                <tr className="why on">
                  <td />
                  <td colSpan={columns.length - 1}>
                    <b>Not moved.</b> {why}{" "}
                    <span className="acts">
                      <Link href={`/variants/${item.id}`}>Open {item.sku}</Link>
                    </span>
                  </td>
                </tr>
              ) : null}
            </Fragment>
          );
        })}
      </tbody>
    </DataTable>
  );
}

function columnsOf(
  mayReview: boolean,
  items: readonly QueueItem[],
  picked: ReadonlySet<string>,
  onPick: (ids: string[], on: boolean) => void,
): Column[] {
  const ids = items.map(({ id }) => id);
  const box = (
    <Pick
      label="Select all on this page"
      checked={ids.length > 0 && ids.every((id) => picked.has(id))}
      onChange={(event) => onPick(ids, event.target.checked)}
    />
  );
  return [
    ...(mayReview ? [{ label: "Select", width: 34, head: box }] : []),
    { label: "SKU", width: skuWidth(items), tn: true },
    { label: "Product, colour", phone: "full" },
    { label: "Completed", width: 92, tn: true, phone: "end" },
  ];
}

/** A SKU is never clipped: the column is as wide as the longest of them, in the 13 px of the table. */
const skuWidth = (items: readonly QueueItem[]) =>
  Math.min(240, Math.max(124, 24 + 8 * Math.max(0, ...items.map(({ sku }) => sku.length))));

function Row({
  item: { id, sku, product, look, revision, since, overdue, flags },
  mayReview,
  picked,
  marks,
  onOpen,
  onPick,
}: {
  item: QueueItem;
  mayReview: boolean;
  picked: boolean;
  marks: readonly (string | false | undefined)[];
  onOpen: () => void;
  onPick: (on: boolean) => void;
}) {
  const words = [product, look].filter(Boolean).join(", ");
  return (
    <tr className={marks.filter(Boolean).join(" ") || undefined}>
      {mayReview ? (
        <td>
          <Pick label={`Select ${sku}`} checked={picked} onChange={(event) => onPick(event.target.checked)} />
        </td>
      ) : null}
      <td>
        <a
          className="id"
          href={`/validation?at=${id}`}
          aria-current={marks.includes("cur") ? "true" : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            onOpen();
          }}
        >
          {sku}
        </a>
      </td>
      <td title={words}>
        {flags.length > 0 ? (
          <span className="flagged">
            <Icon name="flag" size={12} />
            <span className="vh">{flags.map((flag) => flag.words).join("; ")}, </span>
          </span>
        ) : null}
        {revision > 0 ? <b>Round {revision + 1}. </b> : null}
        {words}
      </td>
      <td data-l="Completed">
        {overdue ? (
          <span className="risk">
            {since}
            <span className="vh">, overdue</span>
          </span>
        ) : (
          since
        )}
      </td>
    </tr>
  );
}
