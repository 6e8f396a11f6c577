import { formatInstant } from "@/lib/calendar/format";
import { COMPLETE_IS } from "@/lib/reports/facts";

/** How figures are counted, what the link keeps to itself, and until when it works. */
export function ShareFoot({ zone, now, expiresAt }: { zone: string; now: Date; expiresAt: Date | null }) {
  return (
    <footer className="foot mt-0">
      <span>{COMPLETE_IS}</span>
      <span>Days are business days, {zone}.</span>
      <span>
        This link shows no names and no prices.
        {expiresAt ? ` It works until ${formatInstant(expiresAt, { zone })}.` : null}
      </span>
      <span>Updated {formatInstant(now, { zone })}</span>
    </footer>
  );
}
