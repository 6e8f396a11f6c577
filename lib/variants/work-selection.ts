import { z } from "zod";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { MOST_AT_ONCE, selectWork } from "./count-work";
import { workFilterSchema } from "./work-filter";

/** Variants chosen one by one, with the version each had on the screen, or everything a filter matches when it is sent. */
export const workSelectionSchema = z.union([
  z.object({
    variants: z
      .array(z.object({ id: idSchema, version: z.int() }))
      .min(1, "Select at least one variant.")
      .max(MOST_AT_ONCE),
  }),
  z.object({ filter: workFilterSchema }),
]);
export type WorkSelection = z.infer<typeof workSelectionSchema>;

/** Throws unless the producer's people act: only they work across organisations. */
export function requireProducer(actor: Actor, what: string): void {
  if (actor.kind !== "ops" && actor.kind !== "admin") throw notPermitted(what);
}

/** The ids of a selection at this moment; a filter is evaluated now, whatever the screen showed. */
export async function idsOfSelection(tx: Tx, selection: WorkSelection, now: Date): Promise<string[]> {
  if ("variants" in selection) return selection.variants.map(({ id }) => id);
  const ids = await selectWork(tx, selection.filter, now);
  if (ids.length === 0) throw new Refusal("not_found", "Nothing matches this filter any more.");
  if (ids.length > MOST_AT_ONCE) {
    throw new Refusal(
      "invalid",
      `More than ${MOST_AT_ONCE.toLocaleString("en-GB")} variants match. Narrow the filter and send in parts.`,
    );
  }
  return ids;
}

/** The same for a command that takes ids: what the producer selected, parsed and evaluated. */
export function resolveSelection(actor: Actor, selection: unknown, now: Date): Promise<string[]> {
  requireProducer(actor, "work on a selection");
  const chosen = parse(workSelectionSchema, selection);
  if ("variants" in chosen) return Promise.resolve(chosen.variants.map(({ id }) => id));
  return asActor(actor, (tx) => idsOfSelection(tx, chosen, now), { readOnly: true });
}
