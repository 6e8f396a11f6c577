import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { type Beat, type Line, type Story, untilModelling } from "./story";

/** How many of each product's ten variants stand where, in the order of the file; 45, 15, 10 and 30 in all. */
const VALIDATED = [10, 8, 7, 6, 5, 4, 3, 2, 0, 0];
const READY = [0, 2, 3, 2, 2, 2, 2, 1, 1, 0];
const ON_HOLD = [0, 0, 0, 0, 0, 0, 2, 2, 3, 3];

/**
 * "Nike Collection 2024" exactly as in the seed's example: 45% Complete (45/100 variants), 30 in production, 15 ready
 * for review and not overdue, 10 requiring quote approval. Played as real events; its dates are relative to now.
 */
export async function tellExample(story: Story): Promise<void> {
  const lines = readExample();
  const bySku = await story.order(lines, 18);
  const products = [...new Set(lines.map((line) => line.product))];
  const groups = {
    validated: [] as string[],
    ready: [] as string[],
    hold: [] as string[],
    production: [] as string[],
  };
  products.forEach((product, index) => {
    const ids = lines.filter((line) => line.product === product).map((line) => idOf(bySku, line.sku));
    const [validated = 0, ready = 0, hold = 0] = [VALIDATED[index], READY[index], ON_HOLD[index]];
    groups.validated.push(...ids.slice(0, validated));
    groups.ready.push(...ids.slice(validated, validated + ready));
    groups.hold.push(...ids.slice(validated + ready, validated + ready + hold));
    groups.production.push(...ids.slice(validated + ready + hold));
  });
  await tellValidated(story, groups.validated);
  await tellQuoted(story, groups.ready, groups.production);
  await story.play(groups.hold, [{ event: "confirmFeasibility", ago: 5.6 }]);
  await story.quote(groups.hold, {
    requested: 4.9,
    sent: 1.4,
    price: 124_00,
    validFor: 90,
    note: "Mirrored lenses need a texture of their own for each colour.",
  });
}

async function tellValidated(story: Story, ids: string[]): Promise<void> {
  for (let cohort = 0; cohort < 5; cohort++) {
    const later = cohort * 1.6;
    await story.play(ids.slice(cohort * 9, cohort * 9 + 9), [
      ...untilModelling(16.6, 16.2, 15.4 - cohort * 0.2, 14.9 - cohort * 0.3),
      { event: "freeze", ago: 11.6 - later * 0.9 },
      { event: "complete", ago: 10.4 - later },
      { event: "validate", ago: 9.1 - later * 1.25 },
    ]);
  }
}

/**
 * 15 completed lately, 6 in Freezing Time, 17 in Working 3D Assets, 4 in Batch Created and 3 in Processing Addition, none
 * at risk. They share a quote that was accepted bit by bit, so most of their time was the customer's turn.
 */
async function tellQuoted(story: Story, ready: string[], production: string[]): Promise<void> {
  const all = [...ready, ...production];
  await story.play(all, [{ event: "confirmFeasibility", ago: 16.6 }]);
  const quote = await story.quote(all, { requested: 16.2, sent: 15.4, price: 96_00, validFor: 90 });
  const accept = async (ids: string[], ago: number, ...beats: Beat[]) => {
    await story.decide(quote, ids, [], ago);
    await story.play(ids, beats);
  };
  for (const [cohort, completed] of [2.1, 1.2, 0.4].entries()) {
    await accept(
      ready.slice(cohort * 5, cohort * 5 + 5),
      9.8 - cohort,
      ...way(9.1 - cohort, 8.3 - cohort, completed + 1.3, completed),
    );
  }
  await accept(production.slice(0, 6), 7.6, ...way(6.2, 5.4, 0.8));
  await accept(production.slice(6, 14), 4.4, ...way(3.3, 2.6));
  await accept(production.slice(14, 23), 2.9, ...way(1.8, 1.1));
  await accept(production.slice(23, 27), 1.4, ...way(0.3));
  await accept(production.slice(27, 30), 0.9);
}

/** Onwards from Processing Addition; each step's business days ago. */
function way(...ago: number[]): Beat[] {
  const events = ["assignToBatch", "startModelling", "freeze", "complete"] as const;
  return ago.map((days, i) => ({ event: events[i] ?? "complete", ago: days }));
}

function readExample(): Line[] {
  const file = new URL("../../../lib/import/fixtures/nike-collection-2024.csv", import.meta.url);
  const { data } = Papa.parse<Record<string, string>>(readFileSync(file, "utf8"), {
    header: true,
    skipEmptyLines: true,
  });
  return data.map((row) => ({
    sku: row.SKU ?? "",
    brand: row.Brand ?? "",
    product: row.Product ?? "",
    batch: row.Batch ?? "",
    colour: row.Colour ?? "",
    size: row.Size ?? "",
    lens: row.Lens ?? "",
    ean: row.EAN || null,
    complexity: row.Complexity as Line["complexity"],
    customised: row.Customised === "yes",
  }));
}

function idOf(bySku: Map<string, string>, sku: string): string {
  const id = bySku.get(sku);
  if (!id) throw new Error(`The example has no variant ${sku}.`);
  return id;
}
