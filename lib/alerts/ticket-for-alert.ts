import { z } from "zod";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { notFound, parse } from "@/lib/access/errors";
import type { OfferedFile } from "@/lib/attachments/accept-file";
import { MOST_VARIANTS } from "@/lib/support/about";
import { mayOpen, openSchema, openTicketIn } from "@/lib/support/open-ticket";
import { acceptFiles } from "@/lib/support/write-message";
import { rulesInForce } from "@/lib/variants/rules";
import { findAlert } from "./find-alert";
import { heldBy } from "./held-by";
import { alertWords } from "./words";

/** What a ticket about an alert carries: its words, and the ids of its batch, order and variants. */
export interface AlertContext {
  key: string;
  title: string;
  batchId: string | null;
  orderId: string | null;
  variantIds: string[];
}

/** The context of a ticket about an alert as it stands; null where the alert has gone. Source: domain.md, "Alerts". */
export async function alertContext(
  tx: Tx,
  organisationId: string,
  key: string,
  now: Date,
): Promise<AlertContext | null> {
  const rules = await rulesInForce(tx);
  const found = await findAlert(tx, organisationId, key, { now, rules });
  if (!found) return null;
  const { alert, causes } = found;
  const held = await heldBy(tx, organisationId, causes, { now, rules, limit: MOST_VARIANTS });
  const { title } = alertWords(alert, { calendar: rules.calendar, now, details: false });
  return {
    key,
    title,
    batchId: alert.batches[0]?.id ?? null,
    orderId: held[0]?.orderId ?? null,
    variantIds: held.map(({ id }) => id),
  };
}

const schema = openSchema
  .pick({ subject: true, words: true })
  .extend({ alertKey: z.string().max(200), organisationId: z.uuid().nullish() });

/**
 * Opens a ticket from an alert: its batch, order and variants are looked up anew, never taken from the page. Where the
 * alert has resolved meanwhile the ticket is refused as *not found*; ops name the organisation.
 */
export async function openTicketForAlert(
  actor: Actor,
  input: z.input<typeof schema>,
  files: readonly OfferedFile[],
  at: Date,
): Promise<{ ticketId: string; number: string }> {
  mayOpen(actor);
  const { alertKey, organisationId: named, subject, words } = parse(schema, input);
  const organisationId = actor.kind === "customer" ? actor.organisationId : named;
  if (!organisationId) throw notFound("This alert");
  const accepted = await acceptFiles(files);
  return asActor(actor, async (tx) => {
    const context = await alertContext(tx, organisationId, alertKey, at);
    if (!context) throw notFound("This alert");
    const { key, title, batchId, orderId, variantIds } = context;
    const about = { batchId, orderId, variantIds, subject, words };
    return openTicketIn(tx, actor, { ...about, alert: { key, title }, files: accepted }, at);
  });
}
