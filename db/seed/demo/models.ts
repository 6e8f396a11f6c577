import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { asActor, type ProducerActor } from "@/db/as-actor";
import { keepFile } from "@/lib/attachments/file-store";
import { type NewModel, recordModels } from "@/lib/models/add-model";
import { inspectModel } from "@/lib/models/inspect-model";
import { frameModel, type Look, STYLES, type Tone } from "./frame-model";

const TONES: readonly [word: RegExp, tone: Tone][] = [
  [/black/i, [0.02, 0.02, 0.022]],
  [/havana|tortoise|horn|brown/i, [0.19, 0.075, 0.025]],
  [/crystal|clear/i, [0.72, 0.74, 0.75]],
  [/gunmetal|anthracite|dark grey/i, [0.09, 0.095, 0.105]],
  [/navy|blue/i, [0.02, 0.045, 0.17]],
  [/red/i, [0.45, 0.02, 0.025]],
  [/volt|lime/i, [0.62, 0.8, 0.03]],
  [/green/i, [0.03, 0.16, 0.07]],
  [/white/i, [0.82, 0.82, 0.8]],
  [/gold/i, [0.78, 0.52, 0.18]],
  [/silver|grey/i, [0.42, 0.43, 0.45]],
];
/** Clear lenses, or grey ones for everything else: few looks keep the demo quick to make. */
const TINTS: readonly [word: RegExp, tone: Tone][] = [[/clear/i, [0.78, 0.84, 0.86]]];

type Kept = Omit<NewModel, "variantId" | "revision" | "name" | "note">;
const kept = new Map<string, Promise<Kept>>();

/** What the modellers of the demo say they did, by revision. */
const NOTES = [
  null,
  "Lightened the temple tips to the tone of the front and checked them under neutral light.",
  "Took the tips another step towards the front.",
];

/** Adds the models with which these variants are frozen, one for each look, so that hundreds of variants share a few files. */
export async function addFrames(
  staff: ProducerActor,
  organisationId: string,
  variantIds: readonly string[],
  at: Date,
): Promise<void> {
  const variants = await asActor(staff, (tx) =>
    tx.execute<{
      id: string;
      sku: string;
      product: string;
      colour: string;
      lens: string;
      revision: number;
    }>(sql`
      select v.id, v.sku, p.name as product, v.colour, v.lens, v.revision from variants v
      join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
      where v.organisation_id = ${organisationId} and v.id = any(${`{${variantIds.join(",")}}`}::uuid[]) order by v.id`),
  );
  const list: NewModel[] = [];
  for (const { id, sku, product, colour, lens, revision } of variants) {
    const file = await fileOf({
      style:
        STYLES[[...product].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % STYLES.length] ??
        "round",
      colour: toneOf(TONES, colour, [0.25, 0.26, 0.28]),
      lensTint: toneOf(TINTS, lens, [0.1, 0.11, 0.12]),
      tip: [0.45, 0.8, 1][Math.min(revision, 2)] ?? 1,
    });
    list.push({ ...file, variantId: id, revision, name: `${sku}.glb`, note: NOTES[revision] ?? null });
  }
  await asActor(staff, (tx) => recordModels(tx, staff, organisationId, list, at));
}

const toneOf = (tones: typeof TONES, words: string, otherwise: Tone): Tone =>
  tones.find(([word]) => word.test(words))?.[1] ?? otherwise;

function fileOf(look: Look): Promise<Kept> {
  const key = JSON.stringify(look);
  const known = kept.get(key);
  if (known) return known;
  const made = makeFile(look);
  kept.set(key, made);
  return made;
}

async function makeFile(look: Look): Promise<Kept> {
  const content = await frameModel(look);
  const sha256 = createHash("sha256").update(content).digest("hex");
  await keepFile(sha256, content);
  return { sha256, size: content.length, ...(await inspectModel(content)) };
}
