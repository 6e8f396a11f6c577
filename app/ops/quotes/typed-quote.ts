import { LARGEST_QUOTE_FILE } from "@/lib/quotes/quote-file";
import type { SendQuoteInput } from "@/lib/quotes/send-quote";
import { cents } from "./cents";

export interface TypedFault {
  field: string | null;
  message: string;
}

/** A quote as its form was filled in: what a command can be told, or the faults that stop it from being read. */
export async function typedQuote(
  data: FormData,
): Promise<
  | { ok: true; input: SendQuoteInput; file: { name: string; content: Buffer } | null }
  | { ok: false; faults: TypedFault[] }
> {
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === "string" ? value : "";
  };
  const faults: TypedFault[] = [];
  const lines: { variantId: string; price: number }[] = [];
  for (const [name, value] of data.entries()) {
    if (!name.startsWith("price-") || typeof value !== "string" || value.trim() === "") continue;
    const price = cents(value);
    if (price === null)
      faults.push({ field: name, message: `“${value}” is no price. Write it as 124 or 124.50.` });
    else lines.push({ variantId: name.slice(6), price });
  }
  if (lines.length === 0 && faults.length === 0)
    faults.push({ field: null, message: "Give at least one variant a price." });
  if (!text("validUntil"))
    faults.push({ field: "validUntil", message: "Say until when the quote is valid." });
  const chosen = data.get("file");
  const file = chosen instanceof File && chosen.size > 0 ? chosen : null;
  if (faults.length > 0) return { ok: false, faults };
  // What is too large is refused by its size alone; the command names it.
  const content = file && Buffer.from(await file.slice(0, LARGEST_QUOTE_FILE + 1).arrayBuffer());
  return {
    ok: true,
    input: {
      lines,
      currency: text("currency") || "EUR",
      validUntil: new Date(`${text("validUntil")}T17:00:00Z`),
      note: text("note") || null,
      taxNote: text("taxNote") || null,
    },
    file: file && content ? { name: file.name, content } : null,
  };
}
