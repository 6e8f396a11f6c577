import type { History } from "./history";
import type { PastStay, PastVariant } from "./past-variants";
import { seededRandom } from "./random";

/**
 * A made-up log for tests: orders checked, then made (slowly where "large"), some after a question, then sent. A
 * fifth waits a further month at the end, so that lately begun cases show only the quick ones.
 */
export function madeUpLog(cases: number, seed = 7): History[] {
  const random = seededRandom(seed);
  return Array.from({ length: cases }, (_, i) => {
    const size = random() < 0.3 ? "large" : "small";
    let at = 18_000 + i * 0.5 + random() * 0.3;
    const events = [{ activity: "order", at, attributes: { size } }];
    const then = (activity: string, days: number): void => {
      at += days * (0.5 + random());
      events.push({ activity, at, attributes: { size } });
    };
    then("check", 1);
    if (random() < 0.2) then("question", 3);
    then("make", size === "large" ? 8 : 2);
    if (random() < 0.2) then("hold", 30);
    then("send", 1);
    return { id: `case ${i}`, events, ended: true };
  });
}

/**
 * Past variants for tests, a batch of three each two days: a simple one is modelled for three days, a detailed one for
 * nine, and half wait three weeks for the customer in between.
 */
export function pastVariants(count: number): PastVariant[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, (_, i) => {
    const complexity = i % 3 === 0 ? "detailed" : "simple";
    let at = Date.parse("2026-01-05T09:00:00Z") + Math.floor(i / 3) * 2 * DAY;
    const stays: PastStay[] = [];
    const stay = (place: PastStay["place"], days: number): void => {
      stays.push({
        place,
        event: "",
        enteredAt: at,
        at,
        spent: 0,
        quoteResume: null,
        quoteResumeSpent: null,
      });
      at += days * DAY;
    };
    stay("pending_analysis", 1 + random());
    if (i % 2 === 0) {
      stay("quote_sent", 21);
      stay("quote_accepted", 0);
    }
    stay("working_3d_assets", (complexity === "detailed" ? 9 : 3) * (1 + random() / 2));
    stay("freezing_time", 1);
    stay("completed", 0);
    const batch = { batchId: `batch ${Math.floor(i / 3)}`, batchSize: 3 };
    return { id: `${i}`, ...batch, brandId: `brand ${i % 2}`, complexity, customised: false, stays };
  });
}

const DAY = 86_400_000;
