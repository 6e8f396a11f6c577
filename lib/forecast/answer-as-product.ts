import type { Answering } from "@/lib/forecast/backtest";
import type { LearnedModel } from "@/lib/forecast/learned-model";
import { pastSituation } from "@/lib/forecast/past-situation";
import type { VariantHistory } from "@/lib/forecast/past-variants";
import { type Outlook, outlookOf } from "@/lib/forecast/policy-estimate-outlook";
import { daysUntilAll, type Spread } from "@/lib/forecast/policy-estimate-spread";
import type { Prefix } from "@/lib/forecast/prefixes";
import type { Rules } from "@/lib/forecast/replay-batches";

/**
 * What the product would have said of variants: what was learned by then beside the day limits, which weigh more the
 * less there was. A customer's decision is taken as made at once, as histories leave that time out. `learnedBy` answers
 * what was in force at a moment of the histories' axis.
 */
export function answeringAsProduct(
  histories: readonly VariantHistory[],
  { calendar, policy }: Rules,
  learnedBy: (moment: number) => LearnedModel | null,
): { own: Answering; asks: (prefix: Prefix) => boolean } {
  const byId = new Map(histories.map((history) => [history.id, history]));
  const stayOf = ({ history, length }: Prefix) => {
    const { variant, revised, stays } = byId.get(history.id)!;
    return { variant, revised, stay: stays[length - 1]! };
  };
  const own: Answering = ({ now }) => {
    const model = learnedBy(now);
    return (prefix) => {
      const { stay, variant, revised } = stayOf(prefix);
      const situation = pastSituation(stay, variant, { policy, model, revised });
      const spread = spreadOf(outlookOf(situation, { calendar, now: new Date(stay.at) }, 1));
      const [p50, p85] = [0.5, 0.85].map((level) => (spread ? daysUntilAll([spread], level) : 0));
      return { p50: p50!, p85: p85! };
    };
  };
  return { own, asks: (prefix) => stayOf(prefix).stay.place !== "error" };
}

function spreadOf(outlook: Outlook): Spread | null {
  if (outlook.kind === "range") return outlook.spread;
  return outlook.kind === "conditional" ? outlook.spread(outlook.earliest) : null;
}
