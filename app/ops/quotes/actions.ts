"use server";
import { refresh } from "next/cache";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { signedIn } from "@/lib/auth/with-actor";
import { withdrawQuote } from "@/lib/quotes/close-quote";
import { sendQuote } from "@/lib/quotes/send-quote";

export type SendState =
  | { ok: true; message: string }
  | { ok: false; faults: { field: string | null; message: string }[]; typed: Record<string, string> }
  | null;

const send = signedIn((actor, input: Parameters<typeof sendQuote>[1]) => sendQuote(actor, input, new Date()));

/** A price as it is typed, "1240" or "1.240,50" or "1,240.50", in cents; null where it is none. */
function cents(text: string): number | null {
  const plain = text.trim().replace(/[\s'’]/g, "");
  const match = /^(\d{1,3}(?:[.,]\d{3})*|\d+)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!match) return null;
  return Number((match[1] ?? "").replace(/[.,]/g, "")) * 100 + Number((match[2] ?? "").padEnd(2, "0") || 0);
}

/** Sends a quote for the lines that carry a price; what was typed comes back with each fault. */
export async function sendQuoteForm(_: SendState, data: FormData): Promise<SendState> {
  const typed = Object.fromEntries(
    [...data.entries()].filter(([, value]) => typeof value === "string"),
  ) as Record<string, string>;
  const faults: { field: string | null; message: string }[] = [];
  const lines: { variantId: string; price: number }[] = [];
  for (const [name, value] of Object.entries(typed)) {
    if (!name.startsWith("price-") || value.trim() === "") continue;
    const price = cents(value);
    if (price === null)
      faults.push({ field: name, message: `“${value}” is no price. Write it as 124 or 124.50.` });
    else lines.push({ variantId: name.slice(6), price });
  }
  if (lines.length === 0 && faults.length === 0)
    faults.push({ field: null, message: "Give at least one variant a price." });
  if (!typed.validUntil) faults.push({ field: "validUntil", message: "Say until when the quote is valid." });
  if (faults.length > 0) return { ok: false, faults, typed };
  const answer = await send({
    lines,
    currency: typed.currency ?? "EUR",
    validUntil: new Date(`${typed.validUntil}T17:00:00Z`),
    note: typed.note || null,
  });
  if (!answer.ok) return { ok: false, faults: [{ field: null, message: answer.message }], typed };
  refresh();
  const { number, version } = answer.value;
  return { ok: true, message: `${number}, version ${version}, is sent.` };
}

const withdraw = signedIn((actor, input: Parameters<typeof withdrawQuote>[1]) =>
  withdrawQuote(actor, input, new Date()),
);

/** Takes an open version back, with a reason; a new one can follow. */
export async function withdrawForm(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const answer = await withdraw({
    quoteVersionId: String(data.get("quoteVersionId") ?? ""),
    reason: String(data.get("reason") ?? ""),
  });
  if (!answer.ok) return { ok: false, message: answer.message };
  refresh();
  return { ok: true };
}
