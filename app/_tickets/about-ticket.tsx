import { Link } from "@/components/ui/link";
import type { TicketAbout } from "@/lib/support/about";
import { figure } from "@/lib/words/counts";

const NAMED = 12;

/** What a ticket is about: batch, order, alert and SKUs, each leading there. `base` is "/ops" for the producer. */
export function AboutTicket({
  about,
  alert,
  base,
}: {
  about: TicketAbout;
  alert: { title: string; href: string } | null;
  base: "" | "/ops";
}) {
  const { batch, order, variants } = about;
  const more = variants.length - NAMED;
  return (
    <dl className="reference">
      {alert ? (
        <div>
          <dt>Alert</dt>
          <dd>
            <Link href={alert.href}>{alert.title}</Link>
          </dd>
        </div>
      ) : null}
      {batch ? (
        <div>
          <dt>Batch</dt>
          <dd>
            <Link href={`${base}/batches/${batch.id}`}>{batch.name}</Link>
          </dd>
        </div>
      ) : null}
      {order ? (
        <div>
          <dt>Order</dt>
          <dd>
            <Link href={`${base}/orders/${order.id}`}>{order.number}</Link>
          </dd>
        </div>
      ) : null}
      {variants.length > 0 ? (
        <div>
          <dt>{variants.length === 1 ? "Variant" : `${figure(variants.length)} variants`}</dt>
          <dd>
            {variants.slice(0, NAMED).map(({ id, sku }, index) => (
              <span key={id}>
                {index > 0 ? ", " : null}
                <Link href={`${base}/variants/${id}`}>{sku}</Link>
              </span>
            ))}
            {more > 0 ? ` and ${figure(more)} more` : null}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
