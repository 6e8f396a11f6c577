"use server";
import { refresh } from "next/cache";
import { signedIn } from "@/lib/auth/with-actor";
import { addVariant } from "@/lib/orders/add-variant";
import { correctVariant } from "@/lib/orders/correct-variant";

export interface Described {
  sku: string;
  ean: string;
  upc: string;
  colour: string;
  size: string;
  lens: string;
  complexity: string;
  customised: boolean;
  note: string;
}

export type CorrectionState =
  | { ok: true; edition: number | null }
  | {
      ok: false;
      message: string;
      fields: Record<string, string[]>;
      /** What was typed, so that nothing of it is lost. */
      typed: Described;
      /** In a conflict: what somebody else has saved meanwhile, and the edition to save over. */
      theirs: Record<string, unknown> | null;
      edition: number | null;
    }
  | null;

function describedIn(data: FormData): Described {
  const text = (name: string) => String(data.get(name) ?? "");
  return {
    sku: text("sku"),
    ean: text("ean"),
    upc: text("upc"),
    colour: text("colour"),
    size: text("size"),
    lens: text("lens"),
    complexity: text("complexity"),
    customised: data.get("customised") === "on",
    note: text("note"),
  };
}

type Complexity = "simple" | "standard" | "detailed";
const asInput = (typed: Described) => ({
  ...typed,
  complexity: typed.complexity as Complexity,
  ean: typed.ean || null,
  upc: typed.upc || null,
  note: typed.note || null,
});

const correct = signedIn((actor, input: Parameters<typeof correctVariant>[1]) =>
  correctVariant(actor, input, new Date()),
);

/** Saves a correction; a conflict comes back with both versions. */
export async function saveCorrection(_: CorrectionState, data: FormData): Promise<CorrectionState> {
  const typed = describedIn(data);
  const input = {
    ...asInput(typed),
    variantId: String(data.get("variantId") ?? ""),
    edition: Number(data.get("edition")),
  };
  const answer = await correct(input);
  if (answer.ok) {
    refresh();
    return { ok: true, edition: answer.value.edition };
  }
  const details = (answer.details ?? {}) as { theirs?: Record<string, unknown>; edition?: number };
  const { message, fields = {} } = answer;
  return {
    ok: false,
    message,
    fields,
    typed,
    theirs: details.theirs ?? null,
    edition: details.edition ?? null,
  };
}

const add = signedIn((actor, input: Parameters<typeof addVariant>[1]) =>
  addVariant(actor, input, new Date()),
);

/** Adds a variant to an order that is still being analysed. */
export async function saveNewVariant(_: CorrectionState, data: FormData): Promise<CorrectionState> {
  const typed = describedIn(data);
  const id = (name: string) => String(data.get(name) ?? "");
  const answer = await add({
    ...asInput(typed),
    orderId: id("orderId"),
    productId: id("productId"),
    batchId: id("batchId"),
  });
  if (answer.ok) {
    refresh();
    return { ok: true, edition: null };
  }
  return {
    ok: false,
    message: answer.message,
    fields: answer.fields ?? {},
    typed,
    theirs: null,
    edition: null,
  };
}
