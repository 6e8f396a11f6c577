import { type DateStyle, formatInstant } from "@/lib/calendar/format";
import { COMPLETE_IS } from "@/lib/reports/facts";

/** How figures are counted, what the link keeps to itself, and until when it works. */
export function ShareFoot({ style, expiresAt }: { style: DateStyle; expiresAt: Date | null }) {
  return (
    <footer className="foot mt-0">
      <span>{COMPLETE_IS}</span>
      <span>Days are business days, {style.zone}.</span>
      <span>
        This link shows no names and no prices.
        {expiresAt ? ` It works until ${formatInstant(expiresAt, style)}.` : null}
      </span>
      <span>Updated {formatInstant(style.now, style)}</span>
    </footer>
  );
}
