import { z } from "zod";
import { type Actor, asActor, roleOf, type Tx } from "@/lib/access/actor";
import { notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import type { OfferedFile } from "@/lib/attachments/accept-file";
import { type DrawnUp, drawUpQuote, type Terms } from "./draw-up";
import { checkQuoteFile, keepQuoteFile } from "./quote-file";
import { currencySchema, priceSchema } from "./terms";

export const sendQuoteSchema = z.object({
  lines: z
    .array(z.object({ variantId: idSchema, price: priceSchema }))
    .min(1, "A quote needs at least one line.")
    .max(10_000),
  currency: currencySchema,
  validUntil: z.coerce.date(),
  note: z.string().trim().max(10_000).nullish(),
  /** How the prices stand to taxes; customers read it beside the total. */
  taxNote: z.string().trim().max(500).nullish(),
});
export type SendQuoteInput = z.input<typeof sendQuoteSchema>;

export type SentQuote = Pick<DrawnUp, "quoteId" | "quoteVersionId" | "number" | "version">;

/**
 * Draws up and sends a quote for variants of one order that stand in Quote Requested: the next version where they
 * were quoted together before, else a new quote. All of them or none: one that cannot be sent refuses the whole.
 * @param file a PDF that goes with it.
 */
export async function sendQuote(
  actor: Actor,
  input: SendQuoteInput,
  at: Date,
  file: OfferedFile | null = null,
): Promise<SentQuote> {
  const { prices, terms } = checked(actor, input, at);
  const attachment = file && (await keepQuoteFile(file));
  const { organisationId: _, ...sent } = await asActor(actor, (tx) =>
    drawUpQuote(tx, actor, { prices, terms: { ...terms, attachment } }, at),
  );
  return sent;
}

/** Carries what was read out of a transaction that shall leave nothing behind. */
class Seen<T> extends Error {
  constructor(readonly what: T) {
    super("A preview leaves nothing behind.");
  }
}

/**
 * What sending would show: the very same steps, read before they are taken back, so that a preview is what the customer
 * will see and refuses what sending would refuse. Nothing is kept, told or numbered.
 */
export async function previewQuote<T>(
  actor: Actor,
  input: SendQuoteInput,
  at: Date,
  { file, read }: { file: OfferedFile | null; read: (tx: Tx, drawn: DrawnUp) => Promise<T> },
): Promise<T> {
  const { prices, terms } = checked(actor, input, at);
  const attachment = file && checkQuoteFile(file);
  try {
    return await asActor(
      actor,
      async (tx): Promise<T> => {
        const drawn = await drawUpQuote(tx, actor, { prices, terms: { ...terms, attachment } }, at);
        throw new Seen(await read(tx, drawn));
      },
      { unseen: true },
    );
  } catch (error) {
    if (error instanceof Seen) return error.what;
    throw error;
  }
}

function checked(
  actor: Actor,
  input: SendQuoteInput,
  at: Date,
): { prices: Map<string, number>; terms: Omit<Terms, "attachment"> } {
  if (!can(roleOf(actor), "manageQuotes")) throw notPermitted("send quotes");
  const { lines, currency, validUntil, note, taxNote } = parse(sendQuoteSchema, input);
  if (validUntil <= at)
    throw new Refusal("invalid", "Valid until lies in the past. Choose a later time.", {
      fields: { validUntil: ["Choose a later time."] },
    });
  const prices = new Map(lines.map((line) => [line.variantId, line.price]));
  if (prices.size !== lines.length)
    throw new Refusal("invalid", "A variant stands twice in this quote. Keep one line for it.");
  return { prices, terms: { currency, validUntil, note: note || null, taxNote: taxNote || null } };
}
