import { BucketLegend } from "@/components/production/bucket-legend";
import { Figure, Figures } from "@/components/production/facts";
import { PercentBlock } from "@/components/production/percent-block";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { count, percent } from "@/components/ui/figure";
import type { BatchDetail } from "@/lib/batches/find-batch";
import type { Outlook } from "@/lib/batches/outlook";
import { approval, batchSentences, outlookWords } from "@/lib/batches/outlook-words";
import { businessDaysBetween } from "@/lib/calendar/business-time";
import { type DateStyle, formatDay, formatRange } from "@/lib/calendar/format";
import type { Progress } from "@/lib/lifecycle/progress";
import { figure } from "@/lib/words/counts";
import { formatCompletion } from "@/lib/words/dates";
import type { Reading } from "../../_page/read";
import { viewAddress } from "../../_page/variant-view";
import { Notes } from "../../_parts/notes";

const WHOLE_LIST = { filter: "all", place: null, sort: "turn", descending: false, from: undefined } as const;

/** How far a batch is, when it will be done, and what waits: the answer at the top of its page. */
export function BatchHero({
  batch,
  progress,
  outlook,
  given: { calendar, now, style },
}: {
  batch: BatchDetail;
  progress: Progress;
  outlook: Outlook;
  given: Omit<Reading, "tx">;
}) {
  const { counts, orders } = batch;
  const waiting = { quotes: counts.quote_sent, rejected: counts.quote_rejected };
  const began = orders[0]?.placedAt ?? batch.createdAt;
  const days = Math.floor(
    businessDaysBetween(calendar, began, outlook.status === "finished" ? (outlook.doneAt ?? now) : now),
  );
  const produced = progress.buckets.ready + progress.buckets.validated;
  return (
    <section className="hero-batch">
      <div>
        <h1>{batch.name}</h1>
        <PercentBlock progress={progress} />
      </div>
      <div>
        <p className="say">
          {batchSentences(outlook, progress, waiting, "customer", style).map((sentence) => (
            <span key={sentence}>{sentence}</span>
          ))}
        </p>
        <Figures>
          <Figure
            label="Expected Completion"
            value={completionOf(outlook, style)}
            note={<Notes notes={completionNotes(outlook, style)} />}
          />
          <Figure
            label="Produced"
            value={percent(progress.produced)}
            note={`${count(produced)}/${count(progress.active)} completed`}
          />
          <Figure
            label="Time used"
            value={`${figure(days)} business ${days === 1 ? "day" : "days"}`}
            note={`since ${formatDay(began, style)}`}
          />
        </Figures>
        <SegmentedBar buckets={progress.buckets} size="thick" />
        <BucketLegend
          buckets={progress.buckets}
          variants
          hrefOf={(bucket) => viewAddress(`/batches/${batch.id}`, WHOLE_LIST, { filter: bucket })}
        />
      </div>
    </section>
  );
}

/** The 85% date, as the seed writes it; what is to be said where there is none. */
function completionOf({ status, expected, ifApproved, doneAt }: Outlook, { zone }: DateStyle): string {
  if (expected) return formatCompletion(expected.to, zone);
  if (status === "conditional" && ifApproved) return formatCompletion(ifApproved.to, zone);
  if ((status === "finished" || status === "review") && doneAt) return formatCompletion(doneAt, zone);
  return "–";
}

function completionNotes(outlook: Outlook, style: DateStyle): string[] {
  const { status, expected, ifApproved } = outlook;
  if (expected) {
    return [
      "ready for review",
      formatRange(expected.from, expected.to, style),
      ...outlookWords(outlook, style).notes,
    ];
  }
  if (status === "conditional" && ifApproved)
    return [approval(ifApproved, style), "no date until you decide"];
  if (status === "finished") return ["all variants validated"];
  if (status === "review") return ["ready for review"];
  return [];
}
