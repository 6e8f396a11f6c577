import { seededRandom } from "@/lib/forecast/random";
import { collection } from "./other-batches";
import { type Beat, type Story, untilModelling } from "./story";

/** Collections of a brand that has ordered for most of a year: name, products, variants of each. */
const COLLECTIONS: readonly (readonly [string, readonly string[], number])[] = [
  ["Fjell Spring", ["Bris", "Dogg", "Knopp"], 6],
  ["Fjell Sport", ["Sprint", "Anker"], 10],
  ["Fjell Kids", ["Tass", "Mus", "Rev"], 5],
  ["Skagen Light", ["Klit", "Strand"], 9],
  ["Fjell Summer", ["Sol", "Hav", "Sand", "Måke"], 6],
  ["Fjell Rx", ["Linse", "Lese"], 8],
  ["Skagen Titan", ["Fyr", "Mole", "Bølge"], 7],
  ["Fjell Midnight", ["Natt", "Måne"], 11],
  ["Fjell Re-issue", ["1962", "1974", "1988"], 4],
  ["Skagen Acetate", ["Rav", "Perle"], 9],
  ["Fjell Autumn", ["Løv", "Regn", "Tåke", "Storm"], 5],
  ["Fjell Alpine", ["Tinde", "Bre"], 10],
  ["Skagen Kids", ["Krabbe", "Sæl"], 8],
  ["Fjell Winter", ["Snø", "Frost", "Is"], 6],
];
/** Business days from one order to the next, and of the last one ago. */
const EACH = 12;
const LAST = 22;
/** What of modelling a complexity takes, beside standard. */
const WORK = { simple: 0.75, standard: 1, detailed: 1.4 } as const;

/**
 * Most of a year of finished batches, so that there is history to learn from: some quick, some slow, the simple first,
 * one variant in eight sent back once.
 */
export async function tellPast(story: Story): Promise<void> {
  const random = seededRandom(7);
  for (const [i, [batch, products, each]] of COLLECTIONS.entries()) {
    const brand = batch.startsWith("Fjell") ? "Fjell" : "Skagen";
    const ordered = LAST + (COLLECTIONS.length - 1 - i) * EACH;
    const lines = collection(
      batch,
      brand,
      `${brand[0]}${String(i + 1).padStart(2, "0")}`,
      [...products],
      each,
    );
    const ids = await story.order(lines, ordered);
    const pace = 0.8 + 0.9 * random();
    const begun = ordered - 3 - 1.2 * random();
    await story.play(
      [...ids.values()],
      untilModelling(ordered - 0.9 - 0.5 * random(), begun + 1, begun + 0.4, begun),
    );
    for (const cohort of ["simple", "standard", "detailed", "again"] as const) {
      const some = lines.filter(({ complexity }, n) => (n % 8 === 5 ? "again" : complexity) === cohort);
      const work = cohort === "again" ? 1 : WORK[cohort];
      const modelled = begun - work * pace * (2.8 + 2 * random());
      await story.play(
        some.map(({ sku }) => ids.get(sku)!),
        doneAfter(modelled, pace, cohort === "again"),
      );
    }
  }
}

/** From the end of modelling to validated, with a round of revision or none. */
function doneAfter(modelled: number, pace: number, revised: boolean): Beat[] {
  const frozen: Beat = { event: "freeze", ago: modelled };
  const first: Beat = { event: "complete", ago: modelled - 1.1 * pace };
  if (!revised) return [frozen, first, { event: "validate", ago: modelled - 1.1 * pace - 1.3 }];
  const asked = modelled - 1.1 * pace - 0.8;
  return [
    ...[frozen, first],
    {
      event: "requestRevision",
      ago: asked,
      code: "colour",
      reason: "The acetate is warmer than the sample.",
    },
    { event: "freeze", ago: asked - 1.7 * pace },
    { event: "complete", ago: asked - 2.5 * pace },
    { event: "validate", ago: asked - 2.5 * pace - 0.9 },
  ];
}
