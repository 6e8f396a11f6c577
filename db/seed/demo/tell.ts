import { COMPLEXITIES, setPriceList } from "@/lib/quotes/price-list";
import { tellCatalogue } from "./catalogue";
import { tellExample } from "./example";
import { collection, tellBusy, tellFinished, tellNew, tellSample } from "./other-batches";
import { tellPast } from "./past";
import { addDemoPeople } from "./people";
import { tellPromises } from "./promises";
import { tellShared } from "./shared";
import { Story } from "./story";
import { tellTalk } from "./talk";

/** Simple, standard, detailed: 84, 96 and 124; customised a third more. */
const DEMO_PRICES = COMPLEXITIES.flatMap((complexity, i) => {
  const price = [84_00, 96_00, 124_00][i] ?? 0;
  return [
    { complexity, customised: false, price },
    { complexity, customised: true, price: Math.round((price * 4) / 300) * 100 },
  ];
});

/**
 * Fills an empty database with a producer's month, and one brand's year: several brands, every state, history behind each variant, dates
 * relative to `now`. Everything goes through the commands of the product. Answers the path of a link that shows the seed's
 * example, which stands nowhere else.
 */
export async function tellDemo(now: Date): Promise<{ sharedPath: string }> {
  const { staff, nike, lumen, oberauer, fjell } = await addDemoPeople();
  const story = new Story(now, nike.organisationId, nike.customer, staff);
  await setPriceList(
    staff,
    { organisationId: nike.organisationId, currency: "EUR", prices: DEMO_PRICES },
    story.ago(40),
  );
  const kestrel = collection(
    "Kestrel Titan Ultralight",
    "Nike",
    "KE",
    ["Kestrel", "Kestrel Air", "Kestrel Rx", "Kestrel Kids"],
    16,
  );
  await tellFinished(story, kestrel, 26);
  await tellExample(story);
  const summer = collection(
    "Summer Sun 2025",
    "Nike",
    "NS",
    ["Windrush", "Brazen Shadow", "Marquee Edge", "Zeus Rx", "Epic Breeze", "Athena"],
    15,
  );
  await tellTalk(story, await tellBusy(story, summer, 14, isoDay(now, 16)));
  await tellNew(
    story,
    collection("Archive Re-issue", "Jordan", "JA", ["Retro 23", "Flight Deck", "Baseline"], 12),
    1.6,
  );
  await tellSample(
    story,
    {
      sku: "NX-SAMPLE-1",
      brand: "Nike",
      product: "Trade fair sample",
      batch: "Trade fair Munich",
      colour: "Volt",
      size: "52-18-140",
      lens: "Clear",
      complexity: "detailed",
      customised: true,
    },
    4,
  );

  await tellCatalogue(story, "Kestrel Titan Ultralight");

  const other = new Story(now, lumen.organisationId, lumen.customer, staff);
  await tellFinished(
    other,
    collection("Lumen Classics", "Lumen", "LC", ["Aurora", "Beacon", "Candle"], 12),
    24,
  );
  await tellBusy(
    other,
    collection("Lumen Autumn", "Lumen", "LA", ["Dawn", "Ember", "Flare", "Glow", "Halo"], 14),
    13,
  );
  await tellNew(other, collection("Lumen Kids", "Lumen", "LK", ["Spark", "Twinkle"], 10), 0.8);

  const horn = new Story(now, oberauer.organisationId, oberauer.customer, staff);
  await tellBusy(
    horn,
    collection(
      "Handgefertigte Büffelhornfassungen Frühjahr/Sommer 2025, Manufaktur Oberauer",
      "Oberauer",
      "OB-25",
      HORN,
      20,
    ),
    15,
  );
  await tellPast(new Story(now, fjell.organisationId, fjell.customer, staff, false));
  await tellPromises(now);
  return { sharedPath: await tellShared(story) };
}

const HORN = [
  "Büffelhorn-Doppelstegfassung „Oberstdorf“ mit Sonnenschutzverlauf Bernstein, rechts verstärkt",
  "Schulsportbrille „Wackelzahn“",
  "Randlose Bohrbrille Titan 0.6",
  "Schöne Aussicht",
  "Straße; Süd",
];

function isoDay(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
