import { MarkButtons, type SnoozeChoice } from "@/app/_alerts/mark-buttons";
import { markWords } from "@/app/_alerts/mark-words";
import { Cause } from "@/components/production/alerts";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/access/permissions";
import type { Alert } from "@/lib/alerts/alert";
import type { Held } from "@/lib/alerts/held-by";
import { alertWords } from "@/lib/alerts/words";
import { formatSince } from "@/lib/calendar/format";
import { capital, figure } from "@/lib/words/counts";
import type { Reading } from "../_page/read";
import { AlertActions } from "../_parts/alert-actions";

/** One alert with why, since when, what it holds up and what to do; opened, it names each variant it holds. */
export function AlertItem({
  alert,
  href,
  held,
  approvals,
  snoozes,
  given,
}: {
  alert: Alert;
  /** Opens it, or closes it where it is open. */
  href: string;
  /** Null where it is closed. */
  held: readonly Held[] | null;
  /** What approving does to the date, by batch. */
  approvals: ReadonlyMap<string, string>;
  snoozes: readonly SnoozeChoice[];
  given: Omit<Reading, "tx">;
}) {
  const words = alertWords(alert, { ...given, details: true });
  const { mark } = alert;
  return (
    <Cause
      kind={alert.kind === "delay" && alert.late === 0 ? "risk" : alert.kind}
      title={
        <Link href={href} scroll={false} aria-expanded={held !== null}>
          {words.sentence}
        </Link>
      }
      actions={<AlertActions alert={alert} actor={given.actor} full />}
      below={
        <>
          {held ? <HeldVariants held={held} count={alert.count} /> : null}
          {can(given.actor.role, "acknowledgeAlert") ? (
            <div className="acts marks">
              <MarkButtons
                alert={{ key: alert.key }}
                acknowledged={mark.acknowledged !== null}
                snoozed={mark.snoozedUntil !== null}
                snoozes={snoozes}
              />
            </div>
          ) : null}
        </>
      }
    >
      {words.detail} {alert.kind === "blocked" ? approvalOf(alert, approvals) : words.advice}
      <br />
      {capital(formatSince(alert.since, given.style))}; holds{" "}
      {alert.batches.map((batch, index) => (
        <span key={batch.id}>
          {index > 0 ? " and " : null}
          {figure(batch.count)} {batch.count === 1 ? "variant" : "variants"} of{" "}
          <Link href={`/batches/${batch.id}`}>{batch.name}</Link>
        </span>
      ))}
      . {markWords(mark, given.style)}
    </Cause>
  );
}

/** "If approved by 4 Dec: 15 Dec. …", with the batch's name where the quote is of several. */
function approvalOf(alert: Alert, approvals: ReadonlyMap<string, string>): string | null {
  if (alert.kind !== "blocked" || alert.cause !== "quote") return null;
  const said = alert.batches.flatMap(({ id, name }) => {
    const words = approvals.get(id);
    return words ? [alert.batches.length > 1 ? `${name}: ${words}` : words] : [];
  });
  return said.join(" ");
}

function HeldVariants({ held, count }: { held: readonly Held[]; count: number }) {
  return (
    <p className="held">
      It holds{" "}
      {held.map(({ id, sku }, index) => (
        <span key={id}>
          {index > 0 ? ", " : null}
          <Link href={`/variants/${id}`}>{sku}</Link>
        </span>
      ))}
      {count > held.length ? ` and ${figure(count - held.length)} more` : null}.
    </p>
  );
}
