import { sql } from "drizzle-orm";
import { asActor, type CustomerActor, type ProducerActor } from "@/db/as-actor";
import { addBusinessDays } from "@/lib/calendar/business-time";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import type { EventId } from "@/lib/lifecycle/states";
import { roundsOf } from "@/lib/models/rounds";
import { placeOfSpot, type Spot } from "@/lib/models/spots";
import { placeOrder } from "@/lib/orders/place-order";
import { decideQuote } from "@/lib/quotes/decide-quote";
import { sendQuote } from "@/lib/quotes/send-quote";
import { requestRevision } from "@/lib/validation/request-revision";
import { sendEvent } from "@/lib/variants/send-event";
import { addFrames } from "./models";

/** One event of a cohort's story, `ago` business days before now on the producer's calendar. */
export interface Beat {
  event: EventId;
  ago: number;
  reason?: string;
  code?: string;
  /** For requestRevision: where on the model, and what about it. */
  pins?: readonly (readonly [Spot, string])[];
}

export interface Line {
  sku: string;
  brand: string;
  product: string;
  batch: string;
  colour?: string;
  size?: string;
  lens?: string;
  ean?: string | null;
  complexity?: "simple" | "standard" | "detailed";
  customised?: boolean;
  note?: string | null;
}

const BY_CUSTOMER: ReadonlySet<EventId> = new Set(["validate", "requestRevision", "reopen", "reviseQuote"]);

/** Tells demo data through the product's own commands, at times in the past: nothing is inserted behind their back. */
export class Story {
  constructor(
    readonly now: Date,
    readonly organisationId: string,
    readonly customer: CustomerActor,
    readonly staff: ProducerActor,
    /** Whether frozen variants have a 3D model. */
    private readonly modelled = true,
  ) {}

  /** The instant `days` business days ago. */
  ago(days: number): Date {
    return addBusinessDays(DEFAULT_CALENDAR, this.now, -days);
  }

  /** Places an order; answers the ids of its variants by SKU. */
  async order(
    lines: Line[],
    ago: number,
    more: { requestedOn?: string; note?: string } = {},
  ): Promise<Map<string, string>> {
    const input = { organisationId: this.organisationId, lines, ...more };
    const { orderId } = await placeOrder(this.customer, input, this.ago(ago));
    const rows = await asActor(this.customer, (tx) =>
      tx.execute<{ sku: string; id: string }>(
        sql`select sku, id from variants where organisation_id = ${this.organisationId} and order_id = ${orderId}`,
      ),
    );
    return new Map(rows.map((row) => [row.sku, row.id]));
  }

  /** Plays events for a cohort, oldest first; a refusal is a mistake in the story and stops it. */
  async play(variantIds: string[], beats: Beat[]): Promise<void> {
    for (const { event, ago, reason, code, pins } of beats) {
      if (pins && reason && code) {
        await this.sendBack(variantIds, { code, reason, pins }, this.ago(ago));
        continue;
      }
      const actor = BY_CUSTOMER.has(event) ? this.customer : this.staff;
      const input = {
        variantIds,
        event,
        ...(reason ? { reason } : {}),
        ...(code ? { reasonCode: code } : {}),
      };
      const result = await sendEvent(actor, input, this.ago(ago));
      const refused = result.refused[0];
      if (refused) throw new Error(`The demo's ${event} was refused for ${refused.sku}: ${refused.message}`);
      if (event === "freeze" && this.modelled)
        await addFrames(this.staff, this.organisationId, variantIds, this.ago(ago));
    }
  }

  /** Sends each variant back with pins on its latest model. */
  private async sendBack(
    variantIds: string[],
    { code, reason, pins }: { code: string; reason: string; pins: NonNullable<Beat["pins"]> },
    at: Date,
  ): Promise<void> {
    const { organisationId, customer } = this;
    const read = await asActor(customer, async (tx) => ({
      rounds: await roundsOf(tx, organisationId, variantIds),
      versions: await tx.execute<{ id: string; version: number }>(
        sql`select id, version from variants where organisation_id = ${organisationId} and id = any(${`{${variantIds.join(",")}}`}::uuid[]) order by id`,
      ),
    }));
    for (const { id, version } of read.versions) {
      const model = read.rounds.get(id)?.at(-1)?.model;
      if (!model) throw new Error("The demo pins a variant that has no model.");
      const placed = pins.map(([spot, note]) => ({ spot, note, ...placeOfSpot(spot, model.bounds) }));
      await requestRevision(
        customer,
        { variantId: id, version, code, reason, modelId: model.id, pins: placed },
        at,
      );
    }
  }

  /** Requests and sends a quote; `validFor` counts calendar days from now. */
  async quote(variantIds: string[], { requested, sent, price, validFor, note }: QuoteBeat): Promise<string> {
    await this.play(variantIds, [{ event: "requestQuote", ago: requested, reason: "Special work on these" }]);
    const validUntil = new Date(this.now.getTime() + validFor * 86_400_000);
    const lines = variantIds.map((variantId) => ({ variantId, price }));
    const quote = await sendQuote(this.staff, { lines, currency: "EUR", validUntil, note }, this.ago(sent));
    return quote.quoteVersionId;
  }

  async decide(
    quoteVersionId: string,
    accept: string[],
    reject: string[],
    ago: number,
    reason?: string,
  ): Promise<void> {
    await decideQuote(this.customer, { quoteVersionId, accept, reject, reason }, this.ago(ago));
  }
}

interface QuoteBeat {
  requested: number;
  sent: number;
  /** Cents for each line. */
  price: number;
  validFor: number;
  note?: string;
}

/** The usual way from analysis to Working 3D Assets; each step's business days ago. */
export function untilModelling(
  confirmed: number,
  started: number,
  assigned: number,
  modelling: number,
): Beat[] {
  return [
    { event: "confirmFeasibility", ago: confirmed },
    { event: "startProduction", ago: started },
    { event: "assignToBatch", ago: assigned },
    { event: "startModelling", ago: modelling },
  ];
}
