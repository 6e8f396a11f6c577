import type { History } from "./history";
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
