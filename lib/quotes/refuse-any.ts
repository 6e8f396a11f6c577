import { Refusal } from "@/lib/access/errors";
import type { Outcome } from "@/lib/variants/apply-event";

/** Throws what stopped the first variant; a decision about money is never half done. */
export function refuseAny(outcomes: readonly Outcome[]): void {
  const refused = outcomes.filter((o) => !o.ok);
  const first = refused[0];
  if (!first || first.ok) return;
  const more = refused.length > 1 ? ` The same holds for ${refused.length - 1} more.` : "";
  const code = first.code === "not_permitted" || first.code === "not_found" ? first.code : "conflict";
  throw new Refusal(
    code,
    `${first.sku ? `${first.sku}: ` : ""}${first.message}${more} Nothing was changed.`,
    { refused },
  );
}
