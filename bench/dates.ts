import { addBusinessDays } from "@/lib/calendar/business-time";
import { DEFAULT_CALENDAR as calendar } from "@/lib/calendar/calendar";
import { Estimator } from "@/lib/forecast/estimator";
import { cellsOf } from "@/lib/forecast/learned-cells";
import { axisOf, businessClock, historiesOf } from "@/lib/forecast/past-variants";
import { USUAL_WAY } from "@/lib/forecast/plan";
import { estimateBatch, estimateVariant } from "@/lib/forecast/policy-estimate";
import { seededRandom } from "@/lib/forecast/random";
import { pastVariants } from "@/lib/forecast/testing";
import { situationOf } from "@/lib/learning/learned-in-force";
import { DEFAULT_POLICY } from "@/lib/lifecycle/policy";
import type { Figure } from "./first-page";

const VARIANTS = 100_000;
const BATCHES = 500;

/** What it costs to learn, and to estimate a hundred thousand variants anew, each where nobody else stands, one core. */
export async function dates(): Promise<Figure[]> {
  const now = new Date("2027-06-01T12:00:00Z");
  const random = seededRandom(3);
  const begun = performance.now();
  const histories = historiesOf(pastVariants(1500), calendar, now);
  const estimator = new Estimator(businessClock);
  estimator.add(histories);
  const moment = axisOf(calendar)(now.getTime());
  estimator.learn(moment);
  const cells = cellsOf(estimator, histories, moment);
  const learned = { version: 1, at: now, apart: 0.3, brands: new Set(["brand 0", "brand 1"]), cells };
  const learnt = performance.now();
  const rules = { policy: DEFAULT_POLICY, learned };
  const variants = Array.from({ length: VARIANTS }, () =>
    situationOf(rules, {
      place: USUAL_WAY[Math.floor(random() * USUAL_WAY.length)]!,
      enteredAt: addBusinessDays(calendar, now, -4 * random()),
      spent: 0,
      quoteResume: null,
      quoteResumeSpent: null,
      brandId: `brand ${Math.floor(random() * 2)}`,
      complexity: random() < 0.5 ? "simple" : "detailed",
      customised: false,
      revision: 0,
    }),
  );
  const from = performance.now();
  for (const variant of variants) estimateVariant(variant, { calendar, now });
  const each = performance.now();
  for (let i = 0; i < BATCHES; i++)
    estimateBatch(variants.slice((i * VARIANTS) / BATCHES, ((i + 1) * VARIANTS) / BATCHES), {
      calendar,
      now,
      apart: 0.3,
    });
  const all = performance.now();
  const one = histories[0]!.events.slice(0, 2);
  for (let i = 0; i < 1000; i++) estimator.remaining(one, one[1]!.at + (i % 10) / 10);
  const asked = performance.now();
  return [
    { name: "learning from 1,500 variants", value: (learnt - begun) / 1000, unit: "s" },
    { name: "100,000 variants re-estimated", value: (each - from) / 1000, unit: "s", limit: 30 },
    { name: "500 batches of 200 re-estimated", value: (all - each) / 1000, unit: "s", limit: 30 },
    { name: "one variant", value: (each - from) / VARIANTS, unit: "ms", limit: 1 },
    { name: "one variant, asked of the estimator itself", value: (asked - all) / 1000, unit: "ms" },
  ];
}
