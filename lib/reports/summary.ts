import { formatDate, formatInstant, formatRange } from "@/lib/calendar/format";
import { META } from "@/lib/lifecycle/meta";
import { type Progress, progressOf } from "@/lib/lifecycle/progress";
import { BUCKET_LABELS, type Bucket } from "@/lib/lifecycle/states";
import { counted } from "@/lib/words/counts";
import { completeWords, PRODUCED_IS } from "./facts";
import { fileDates } from "./file-dates";
import type { Audience, Column, Fact } from "./format/columns";
import type { Overview } from "./overview";
import { waitingOf } from "./waiting";

/** One line of the summary: a label, and whichever figures it has. */
export interface Figure {
  section: "Progress" | "Status" | "Since last week" | "Timeline" | "Alerts" | "Waiting";
  label: string;
  variants: number | null;
  percent: number | null;
  /** ISO days or instants. */
  from: Date | string | null;
  to: Date | null;
  words: string;
  /** Quote numbers, sums and reasons: not for everybody. */
  details: string | null;
}

export const figureColumns: Column<Figure>[] = [
  { key: "section", header: "Section", kind: "text", audience: "everyone", value: (f) => f.section },
  { key: "label", header: "Figure", kind: "text", audience: "everyone", value: (f) => f.label },
  { key: "variants", header: "Variants", kind: "integer", audience: "everyone", value: (f) => f.variants },
  { key: "percent", header: "Percent", kind: "percent", audience: "everyone", value: (f) => f.percent },
  { key: "from", header: "Date", kind: "date", audience: "everyone", value: (f) => f.from },
  { key: "to", header: "85% by", kind: "date", audience: "everyone", value: (f) => f.to },
  { key: "words", header: "In words", kind: "text", width: 60, audience: "everyone", value: (f) => f.words },
  {
    key: "details",
    header: "Details",
    kind: "text",
    width: 60,
    audience: "customer",
    value: (f) => f.details,
  },
];

type SummaryProduct = Overview["products"][number];

const count = (bucket: Bucket) => (row: SummaryProduct) => progressOf(row.counts).buckets[bucket];

export const productColumns: Column<SummaryProduct>[] = [
  {
    key: "organisation",
    header: "Organisation",
    kind: "text",
    audience: "producer",
    value: (row) => row.organisation,
  },
  { key: "product", header: "Product", kind: "text", audience: "everyone", value: (row) => row.name },
  { key: "brand", header: "Brand", kind: "text", audience: "everyone", value: (row) => row.brand },
  {
    key: "variants",
    header: "Variants",
    kind: "integer",
    audience: "everyone",
    value: (row) => progressOf(row.counts).active,
  },
  { key: "complete", header: "Complete", kind: "integer", audience: "everyone", value: count("validated") },
  { key: "ready", header: "Awaiting review", kind: "integer", audience: "everyone", value: count("ready") },
  {
    key: "production",
    header: "In Production",
    kind: "integer",
    audience: "everyone",
    value: count("production"),
  },
  { key: "hold", header: "On Hold", kind: "integer", audience: "everyone", value: count("hold") },
  {
    key: "attention",
    header: "Needs attention",
    kind: "integer",
    audience: "everyone",
    value: count("attention"),
  },
  { key: "cancelled", header: "Cancelled", kind: "integer", audience: "everyone", value: count("cancelled") },
  {
    key: "issues",
    header: "Quality issues",
    kind: "integer",
    audience: "everyone",
    value: (row) => row.qualityIssues,
  },
  {
    key: "completePercent",
    header: "Complete %",
    kind: "percent",
    audience: "everyone",
    value: (row) => progressOf(row.counts).complete,
  },
  {
    key: "producedPercent",
    header: "Produced %",
    kind: "percent",
    audience: "everyone",
    value: (row) => progressOf(row.counts).produced,
  },
];

const blank = { variants: null, percent: null, from: null, to: null, details: null };

/** The overview of a scope, figure by figure: progress, status, when it will be done, alerts, and what waits for whom. */
export function figuresOf(overview: Overview): Figure[] {
  return [
    ...progressFigures(overview),
    ...statusFigures(overview),
    ...changeFigures(overview),
    ...timelineFigures(overview),
    ...overview.alerts.map(
      ({ alert, words }): Figure => ({
        ...blank,
        section: "Alerts",
        label: "Alert",
        variants: alert.count,
        words: overview.scope.kind === "batch" ? words.title : words.sentence,
        details: words.detail,
      }),
    ),
    ...waitingOf(overview.counts).map(
      ({ turn, who, place, variants }): Figure => ({
        ...blank,
        section: "Waiting",
        label: turn === "customer" ? "Waits for the customer" : `Waits for the producer, ${who}`,
        variants,
        words: `${META[place].label}: ${variants}`,
      }),
    ),
  ];
}

function progressFigures({ progress }: Overview): Figure[] {
  const { active, all, complete, produced, buckets } = progress;
  const made = buckets.ready + buckets.validated;
  return [
    {
      ...blank,
      section: "Progress",
      label: "Complete",
      variants: buckets.validated,
      percent: complete,
      words: completeWords(progress),
    },
    {
      ...blank,
      section: "Progress",
      label: "Produced",
      variants: made,
      percent: produced,
      words: `${produced === null ? "–" : `${produced}%`} Produced (${made}/${active} variants). ${PRODUCED_IS}`,
    },
    {
      ...blank,
      section: "Progress",
      label: "Active variants",
      variants: active,
      words: all === active ? String(active) : `${active}, + ${all - active} cancelled`,
    },
  ];
}

/** In the order of the seed's example, then what it does not need. */
const STATUS = ["production", "ready", "validated", "hold", "attention", "cancelled"] as const;

function statusFigures({ progress: { buckets, active } }: Overview): Figure[] {
  return STATUS.filter((bucket) => bucket !== "cancelled" || buckets.cancelled > 0).map((bucket) => ({
    ...blank,
    section: "Status",
    label: BUCKET_LABELS[bucket],
    variants: buckets[bucket],
    percent: bucket === "cancelled" || active === 0 ? null : Math.floor((buckets[bucket] * 100) / active),
    words: String(buckets[bucket]),
  }));
}

/** What became more or fewer in seven days, of what a reader asks for first. */
function changeFigures({ counts, lastWeek }: Overview): Figure[] {
  if (!lastWeek) return [];
  const [now, then] = [progressOf(counts), progressOf(lastWeek)];
  const made = ({ buckets }: Progress) => buckets.ready + buckets.validated;
  const figures: [label: string, of: (progress: Progress) => number][] = [
    ["Validated", ({ buckets }) => buckets.validated],
    ["Produced", made],
    ["Ordered", ({ active }) => active],
    ["On Hold", ({ buckets }) => buckets.hold],
    ["Needs attention", ({ buckets }) => buckets.attention],
    ["Cancelled", ({ buckets }) => buckets.cancelled],
  ];
  const changed = figures.filter(([, of]) => of(now) !== of(then));
  const line = (label: string, words: string, variants: number | null): Figure => ({
    ...blank,
    section: "Since last week",
    label,
    variants,
    words,
  });
  if (changed.length === 0) return [line("Change since last week", "None", 0)];
  return changed.map(([label, of]) => {
    const by = of(now) - of(then);
    return line(
      `${label}, change since last week`,
      `${Math.abs(by)} ${by > 0 ? "more" : "fewer"}: ${of(then)} a week ago, ${of(now)} now`,
      by,
    );
  });
}

function timelineFigures({ outlook, rules }: Overview): Figure[] {
  const style = fileDates(rules.calendar.zone);
  const { status, expected, ifApproved, doneAt, target, targetKind, rejected, errors } = outlook;
  const line = (label: string, words: string, figures: Partial<Figure> = {}): Figure => ({
    ...blank,
    section: "Timeline",
    label,
    words,
    ...figures,
  });
  const lines: Figure[] = [];
  if (expected)
    lines.push(
      line(
        "Expected Completion",
        `${formatRange(expected.from, expected.to, style)} ready for review, 85% by ${formatDate(expected.to, style)}`,
        expected,
      ),
    );
  if (ifApproved)
    lines.push(
      line(
        "If quotes are approved",
        `${formatDate(ifApproved.to, style)} ready for review, with ${counted(ifApproved.count, "variant")} approved by ${formatInstant(ifApproved.decidedBy, style)}`,
        { from: ifApproved.from, to: ifApproved.to, variants: ifApproved.count },
      ),
    );
  if (doneAt && !expected && !ifApproved)
    lines.push(
      line(status === "finished" ? "Finished" : "Ready for review since", formatDate(doneAt, style), {
        from: doneAt,
      }),
    );
  if (lines.length === 0) lines.push(line("Expected Completion", "No date yet"));
  if (target)
    lines.push(
      line(targetKind === "promised" ? "Promised date" : "Requested date", target, { from: target }),
    );
  if (rejected > 0)
    lines.push(line("Not included: rejected quotes", String(rejected), { variants: rejected }));
  if (errors > 0) lines.push(line("Not included: errors", String(errors), { variants: errors }));
  return lines;
}

/** The same figures as lines in front of a CSV, for this reader. */
export function figureFacts(figures: Figure[], reader: Audience): Fact[] {
  return figures.map(({ label, words, details }) => ({
    label,
    value: details && reader !== "everyone" ? `${words} (${details})` : words,
  }));
}
