"use server";
import { refresh } from "next/cache";
import type { ReactNode } from "react";
import { PRODUCER_PLACES, QuoteDocument } from "@/app/_quotes/quote-document";
import { quoteName, quoteSentence } from "@/app/_quotes/quote-words";
import { readEffects } from "@/app/_quotes/read-effects";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { notFound } from "@/lib/access/errors";
import { signedIn } from "@/lib/auth/with-actor";
import { withdrawQuote } from "@/lib/quotes/close-quote";
import { findQuote } from "@/lib/quotes/find-quote";
import { previewQuote, type SendQuoteInput, sendQuote } from "@/lib/quotes/send-quote";
import { rulesInForce } from "@/lib/variants/rules";
import { type TypedFault, typedQuote } from "./typed-quote";

export type SendState =
  | { kind: "sent"; message: string }
  | { kind: "preview"; title: string; sentence: string; document: ReactNode }
  | { kind: "faults"; of: "preview" | "sending"; faults: TypedFault[] }
  | null;

type Drawn = { input: SendQuoteInput; file: { name: string; content: Buffer } | null };

const send = signedIn((actor, { input, file }: Drawn) => sendQuote(actor, input, new Date(), file));

const preview = signedIn((actor, { input, file }: Drawn) => {
  const now = new Date();
  return previewQuote(actor, input, now, {
    file,
    read: async (tx, { organisationId, quoteId }) => {
      const [quote, rules] = await Promise.all([findQuote(tx, organisationId, quoteId), rulesInForce(tx)]);
      if (!quote) throw notFound("The quote");
      const effects = await readEffects(tx, organisationId, quote, { rules, now });
      return { quote, effects, style: { zone: rules.calendar.zone, now } };
    },
  });
});

/** Shows a quote for the lines that carry a price as its customer would read it, or sends it: as `intent` says. */
export async function sendQuoteForm(_: SendState, data: FormData): Promise<SendState> {
  const of = data.get("intent") === "preview" ? "preview" : "sending";
  const typed = await typedQuote(data);
  if (!typed.ok) return { kind: "faults", of, faults: typed.faults };
  if (of === "preview") {
    const answer = await preview(typed);
    if (!answer.ok) return { kind: "faults", of, faults: faultsOf(answer) };
    const { quote, effects, style } = answer.value;
    const shown = { quote, effects, style, seesPrices: true, limit: -1, kept: false };
    return {
      kind: "preview",
      title: `Quote ${quoteName(quote)}`,
      sentence: quoteSentence(quote),
      document: <QuoteDocument {...shown} places={PRODUCER_PLACES} />,
    };
  }
  const answer = await send(typed);
  if (!answer.ok) return { kind: "faults", of, faults: faultsOf(answer) };
  refresh();
  const { number, version } = answer.value;
  return { kind: "sent", message: `${number}, version ${version}, is sent.` };
}

function faultsOf(answer: { message: string; fields?: Record<string, string[]> }): TypedFault[] {
  const known = Object.entries(answer.fields ?? {}).filter(([field]) =>
    /^(validUntil|file|taxNote|note)$/.test(field),
  );
  const faults = known.flatMap(([field, messages]) => messages.map((message) => ({ field, message })));
  return faults.length > 0 ? faults : [{ field: null, message: answer.message }];
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
