import { viewAddress } from "@/app/(portal)/_page/variant-view";
import { Notes } from "@/app/(portal)/_parts/notes";
import { BucketLegend } from "@/components/production/bucket-legend";
import { Figure, Figures } from "@/components/production/facts";
import { PercentBlock } from "@/components/production/percent-block";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { count, percent } from "@/components/ui/figure";
import type { BatchDetail } from "@/lib/batches/find-batch";
import type { Outlook } from "@/lib/batches/outlook";
import { batchSentences, outlookWords } from "@/lib/batches/outlook-words";
import type { DateStyle } from "@/lib/calendar/format";
import type { Progress } from "@/lib/lifecycle/progress";
import { capital, counted } from "@/lib/words/counts";
import { formatCompletion, formatIsoDay } from "@/lib/words/dates";
import type { OpsGiven } from "../../_record/read";

const WHOLE_LIST = { filter: "all", place: null, sort: "turn", descending: false, from: undefined } as const;

/** How far a batch is, when it will be done, and what is late in it. */
export function BatchHero({
  batch,
  progress,
  outlook,
  given: { style },
}: {
  batch: BatchDetail;
  progress: Progress;
  outlook: Outlook;
  given: OpsGiven;
}) {
  const { counts, id, requestedOn } = batch;
  const { active, buckets, produced } = progress;
  const waiting = { quotes: counts.quote_sent, rejected: counts.quote_rejected };
  const asked = outlook.target ?? requestedOn;
  return (
    <section className="hero-batch">
      <div>
        <h1>{batch.name}</h1>
        <PercentBlock progress={progress} />
      </div>
      <div>
        <p className="say">
          {batchSentences(outlook, progress, waiting, "stakeholder", style).map((sentence) => (
            <span key={sentence}>{sentence}</span>
          ))}
        </p>
        <Figures>
          <Figure
            label="Expected Completion"
            value={completionOf(outlook, style)}
            note={<Notes notes={notesOf(outlook, style)} />}
          />
          <Figure
            label="Produced"
            value={percent(produced)}
            note={`${count(buckets.ready + buckets.validated)}/${count(active)} completed`}
          />
          <Figure
            label={outlook.targetKind === "promised" ? "Promised for" : "Requested for"}
            value={asked ? formatIsoDay(asked, style) : "–"}
            note={
              outlook.late > 0 ? (
                <span className="late">{capital(counted(outlook.late, "variant"))} late</span>
              ) : (
                "nothing is late"
              )
            }
          />
        </Figures>
        <SegmentedBar buckets={buckets} size="thick" />
        <BucketLegend
          buckets={buckets}
          variants
          hrefOf={(bucket) => viewAddress(`/ops/batches/${id}`, WHOLE_LIST, { filter: bucket })}
        />
      </div>
    </section>
  );
}

function completionOf({ expected, ifApproved, doneAt }: Outlook, { zone }: DateStyle): string {
  const at = expected?.to ?? ifApproved?.to ?? doneAt;
  return at ? formatCompletion(at, zone) : "–";
}

function notesOf(outlook: Outlook, style: DateStyle): string[] {
  if (outlook.status === "conditional") return ["if the customer approves"];
  if (outlook.status === "empty") return [];
  return outlookWords(outlook, style).notes;
}
