import type { Choice } from "@/components/ui/inputs";
import { formatDay } from "@/lib/calendar/format";
import { expiryChoices } from "@/lib/sharing/expiry";

/** The last days a new link may work, for a form. */
export const expiries = (style: { zone: string; now: Date }): Choice[] =>
  expiryChoices(style.now, style.zone).map(({ at }) => ({
    value: at.toISOString(),
    label: formatDay(at, style),
  }));
