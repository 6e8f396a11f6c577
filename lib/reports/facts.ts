import { formatInstant } from "@/lib/calendar/format";
import type { MailHead } from "@/lib/events/queue-mail";
import { counted } from "@/lib/words/counts";
import type { Fact } from "./format/columns";
import type { Heading } from "./overview";
import { REPORT_WORDS, type ReportType } from "./report";
import { narrowedWords } from "./scope";

/** How "complete" is counted, as every report says it. Source: domain.md, "Buckets and percentages". */
export const COMPLETE_IS =
  "Complete % = validated ÷ active variants, rounded down. Cancelled variants are not active.";
export const PRODUCED_IS = "Produced % = (ready for review + validated) ÷ active variants, rounded down.";

/** Left out where the figures follow anyway. */
export const PROGRESS = "Progress";

const NAMED = {
  batch: "Batch",
  batches: "Selection",
  order: "Order",
  organisation: "Organisation",
  everything: "Everything",
} as const;
const mostNames = 50;

/** "45% Complete (45/100 variants)", as the seed writes it; "–" where nothing is active. */
export function completeWords({ complete, active, buckets }: Heading["progress"]): string {
  const share = complete === null ? "–" : `${complete}%`;
  return `${share} ${captionOf({ active, buckets })}`;
}

const captionOf = ({ active, buckets }: Pick<Heading["progress"], "active" | "buckets">) =>
  `Complete (${buckets.validated}/${active} ${active === 1 ? "variant" : "variants"})`;

/** How far a scope is, as its mails begin. */
export function headOf(heading: Pick<Heading, "name" | "scope" | "progress">): MailHead {
  const { complete, buckets } = heading.progress;
  return { name: titleOf(heading), percent: complete, caption: captionOf(heading.progress), buckets };
}

/** What a page or a mail about a scope is called: "Nike Collection 2024: On Hold" where it is a filtered list. */
export const titleOf = ({ name, scope }: Pick<Heading, "name" | "scope">): string =>
  scope.only ? `${name}: ${narrowedWords(scope.only)}` : name;

/** What every report says about itself: what it is of, when it was made, how it counts. Source: domain.md, "Reports". */
export function factsOf(
  type: ReportType,
  heading: Heading,
  { now, zone }: { now: Date; zone: string },
): Fact[] {
  const { scope, name, orders, batches, organisationName, rules, progress } = heading;
  return [
    { label: "Report", value: REPORT_WORDS[type].title },
    { label: NAMED[scope.kind], value: name },
    ...(scope.kind === "organisation" || scope.kind === "everything"
      ? []
      : [{ label: "Organisation", value: organisationName }]),
    ...(scope.kind === "batch" ? [] : [{ label: "Batches", value: listed(batches, "batch", "batches") }]),
    ...(scope.kind === "order" ? [] : [{ label: "Orders", value: listed(orders, "order", "orders") }]),
    ...(scope.only ? [{ label: "Only", value: narrowedWords(scope.only) }] : []),
    { label: "Generated", value: `${formatInstant(now, { zone })} (${zone})` },
    { label: PROGRESS, value: completeWords(progress) },
    { label: "How complete is counted", value: COMPLETE_IS },
    {
      label: "Days",
      value: `Business days of the producer's calendar (${rules.calendar.zone}); dates and times in ${zone}.`,
    },
  ];
}

function listed(names: string[], one: string, many: string): string {
  if (names.length === 0) return "–";
  const rest = names.length - mostNames;
  const more = rest > 0 ? [`and ${counted(rest, `more ${one}`, `more ${many}`)}`] : [];
  return [...names.slice(0, mostNames), ...more].join(", ");
}
