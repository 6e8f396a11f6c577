import { BucketLegend } from "@/components/production/bucket-legend";
import { PercentBlock } from "@/components/production/percent-block";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { classNames } from "@/components/ui/class-names";
import { approval, batchSentences, outlookWords } from "@/lib/batches/outlook-words";
import type { DateStyle } from "@/lib/calendar/format";
import { titleOf } from "@/lib/reports/facts";
import { holdOf } from "@/lib/reports/holds";
import type { Overview } from "@/lib/reports/overview";
import { capital } from "@/lib/words/counts";

/** Name, percentage, when, and what holds it up: all that a phone shows without scrolling. */
export function Hero({ overview, style }: { overview: Overview; style: DateStyle }) {
  const { progress, outlook, counts } = overview;
  const waiting = { quotes: counts.quote_sent, rejected: counts.quote_rejected };
  const [sentence] = batchSentences(outlook, progress, waiting, "stakeholder", style);
  const { ifApproved, status } = outlook;
  const said = ifApproved && approval(ifApproved, style);
  const notes =
    status === "conditional" ? [] : outlookWords(outlook, style).notes.filter((note) => note !== said);
  const hold = holdOf(overview, style);
  return (
    <section className="hero-share">
      <h1>{titleOf(overview)}</h1>
      <PercentBlock progress={progress} />
      <div className="answer">
        <p className="say">{sentence}</p>
        {notes.length > 0 ? <small>{capital(notes.join(" · "))}</small> : null}
        {hold ? (
          <div className={classNames("holds", hold.grave && "border-attention")}>
            <b>{hold.title}</b>
            <p>
              {hold.detail}
              {hold.others.length > 0 ? ` Also: ${hold.others.join("; ")}.` : null}
            </p>
          </div>
        ) : null}
      </div>
      <div className="bar-block">
        <SegmentedBar buckets={progress.buckets} size="thick" />
        <BucketLegend buckets={progress.buckets} />
      </div>
    </section>
  );
}
