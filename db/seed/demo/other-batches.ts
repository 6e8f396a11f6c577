import type { Beat, Line, Story } from "./story";
import { untilModelling } from "./story";

const COLOURS = [
  "Matte Black",
  "Havana",
  "Crystal Clear",
  "Gunmetal",
  "Navy",
  "Team Red",
  "Volt",
  "Anthracite",
];
const SIZES = ["49-21-145", "52-18-140", "55-17-145", "58-15-135"];
const LENSES = ["Grey", "Brown", "Clear", "Green Mirror", "Grey Polarized"];
const COMPLEXITIES = ["simple", "standard", "standard", "detailed"] as const;

/** Lines of a made-up collection: `each` variants of every product. */
export function collection(
  batch: string,
  brand: string,
  prefix: string,
  products: string[],
  each: number,
): Line[] {
  return products.flatMap((product, p) =>
    Array.from({ length: each }, (_, i) => {
      const n = p * each + i;
      return {
        sku: `${prefix}-${String(n + 1).padStart(4, "0")}`,
        brand,
        product,
        batch,
        colour: COLOURS[(n * 3 + p) % COLOURS.length] ?? "",
        size: SIZES[n % SIZES.length] ?? "",
        lens: LENSES[(n + p) % LENSES.length] ?? "",
        complexity: COMPLEXITIES[n % COMPLEXITIES.length],
        customised: n % 9 === 0,
      };
    }),
  );
}

/** A finished batch: every variant validated, in three waves. */
export async function tellFinished(story: Story, lines: Line[], ordered: number): Promise<void> {
  const ids = [...(await story.order(lines, ordered)).values()];
  const waves = 3;
  for (let wave = 0; wave < waves; wave++) {
    const cohort = ids.filter((_, i) => i % waves === wave);
    const end = ordered - 9.5 - wave * 1.3;
    await story.play(cohort, [
      ...untilModelling(ordered - 1.2, ordered - 1.8, ordered - 3, ordered - 3.4),
      { event: "freeze", ago: end + 2.2 },
      { event: "complete", ago: end + 1 },
      { event: "validate", ago: end - 0.8 },
    ]);
  }
}

/**
 * A busy batch with everything that happens: late ones, an error, revisions, a quote and a rejection, a cancellation.
 * Answers those that are being modelled and are in time.
 */
export async function tellBusy(
  story: Story,
  lines: Line[],
  ordered: number,
  requestedOn?: string,
): Promise<string[]> {
  const ids = [...(await story.order(lines, ordered, requestedOn ? { requestedOn } : {})).values()];
  const part = (from: number, to: number) =>
    ids.slice(Math.round(ids.length * from), Math.round(ids.length * to));
  const way = untilModelling(ordered - 1.4, ordered - 2.2, ordered - 3.6, ordered - 4.1);
  const done: Beat[] = [
    { event: "freeze", ago: ordered - 7.4 },
    { event: "complete", ago: ordered - 8.8 },
  ];
  await story.play(part(0, 0.18), [...way, ...done, { event: "validate", ago: ordered - 10.2 }]);
  await story.play(part(0.18, 0.3), [...way, { event: "freeze", ago: 2.1 }, { event: "complete", ago: 0.9 }]);
  await story.play(part(0.3, 0.34), [
    ...way,
    ...done,
    {
      event: "requestRevision",
      ago: ordered - 10,
      code: "colour",
      reason: "The temple tip is darker than the front.",
      pins: [
        ["temple_tip_right", "Darker than the front: take the tone of the rims."],
        ["temple_tip_left", "The same here."],
      ],
    },
    { event: "freeze", ago: 1.7 },
    { event: "complete", ago: 0.6 },
  ]);
  await story.play(part(0.34, 0.38), [
    ...way,
    ...done,
    {
      event: "requestRevision",
      ago: 2.4,
      code: "proportions",
      reason: "The bridge sits 2 mm too high.",
      pins: [["bridge", "Lower it by 2 mm; the sample's sits level with the nose pads."]],
    },
  ]);
  await story.play(part(0.38, 0.5), [...way.slice(0, 3), { event: "startModelling", ago: 6.3 }]);
  const modelled = part(0.5, 0.62);
  await story.play(modelled, [...way.slice(0, 3), { event: "startModelling", ago: 2.7 }]);
  await story.play(part(0.62, 0.7), [...way, { event: "freeze", ago: 1.1 }]);
  await story.play(part(0.7, 0.74), [...way.slice(0, 2), { event: "assignToBatch", ago: 0.5 }]);
  await story.play(part(0.74, 0.77), [
    ...way,
    { event: "reportError", ago: 1.3, reason: "The temple STEP file cannot be read. It needs a new one." },
  ]);
  await story.play(part(0.77, 0.8), [
    { event: "confirmFeasibility", ago: ordered - 1.4 },
    { event: "cancel", ago: ordered - 3, code: "no_longer_needed", reason: "Dropped from the collection." },
  ]);
  await tellQuoted(story, part(0.8, 1), ordered);
  return modelled;
}

async function tellQuoted(story: Story, ids: string[], ordered: number): Promise<void> {
  const third = Math.ceil(ids.length / 3);
  await story.play(ids, [{ event: "confirmFeasibility", ago: ordered - 1.4 }]);
  const sent = ids.slice(0, third * 2);
  const version = await story.quote(sent, {
    requested: ordered - 2.1,
    sent: ordered - 3.2,
    price: 148_00,
    validFor: 12,
  });
  const rejected = sent.slice(0, Math.max(1, Math.floor(third / 3)));
  const accepted = sent.slice(rejected.length, third);
  await story.decide(
    version,
    accepted,
    rejected,
    ordered - 5.5,
    "Texture at this price only for the lead colour.",
  );
  await story.play(ids.slice(third * 2), [{ event: "requestQuote", ago: 0.6 }]);
}

/** A batch that has only just come in. */
export async function tellNew(story: Story, lines: Line[], ordered: number): Promise<void> {
  const ids = [...(await story.order(lines, ordered)).values()];
  await story.play(ids.slice(0, Math.floor(ids.length / 2)), [
    { event: "confirmFeasibility", ago: ordered / 3 },
  ]);
}

/** One sample that waits for a decision and for nothing else. */
export async function tellSample(story: Story, line: Line, ordered: number): Promise<void> {
  const ids = [...(await story.order([line], ordered)).values()];
  await story.play(ids, [{ event: "confirmFeasibility", ago: ordered - 0.9 }]);
  await story.quote(ids, { requested: ordered - 1, sent: ordered - 1.6, price: 96_00, validFor: 16 });
}
