import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import type { BatchStep } from "@/lib/batches/list-batch-steps";
import { type DateStyle, formatDate } from "@/lib/calendar/format";
import { type Scored, sumScores } from "@/lib/forecast/promise-score";
import type { MergedDates, ShownPromise } from "@/lib/promises/list-promises";
import { promiseWords, saidAt } from "@/lib/promises/promise-words";
import { capital, counted, countWord } from "@/lib/words/counts";
import { formatIsoDay } from "@/lib/words/dates";

const SHOWN = 5;

/**
 * Every date that was shown for a batch and for those that became part of it, when it changed and why; and how well the
 * dates before were kept.
 */
export function BatchDates({
  dates,
  merged,
  origin,
  scores = [],
  learnedUntil,
  style,
}: {
  dates: readonly ShownPromise[];
  merged: readonly MergedDates[];
  /** What it was split off from: dates until then were said of that. */
  origin?: Pick<BatchStep, "others" | "at"> | undefined;
  scores?: readonly Scored[];
  /** Until when history was learned from. */
  learnedUntil: Date | undefined;
  style: DateStyle;
}) {
  if (dates.length === 0 && merged.length === 0) return null;
  const kept = keptWords(scores);
  const earlier = dates.slice(SHOWN);
  return (
    <Section
      title="Every date we showed you"
      note={restsOn(dates[0], learnedUntil && formatDate(learnedUntil, style))}
    >
      <div>
        <Dates {...{ dates, from: 0, to: SHOWN, style }} />
        {earlier.length > 0 ? (
          <details>
            <summary className="small">{capital(counted(earlier.length, "earlier date"))}</summary>
            <Dates {...{ dates, from: SHOWN, to: dates.length, style }} />
          </details>
        ) : null}
        {origin ? (
          <p className="small mt-3">
            Split off on {formatDate(origin.at, style)}; until then the dates of{" "}
            {origin.others.map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 ? " and " : null}
                <Link href={`/batches/${id}`}>{name}</Link>
              </span>
            ))}{" "}
            held for its variants.
          </p>
        ) : null}
        {merged.map((batch) => (
          <Merged key={batch.id} batch={batch} style={style} />
        ))}
        {kept ? <p className="small quiet">{kept}</p> : null}
      </div>
    </Section>
  );
}

/** "Spring became part of this batch on 12 Mar. It was requested for 3 Apr." and the dates shown for it until then. */
function Merged({ batch, style }: { batch: MergedDates; style: DateStyle }) {
  const { name, mergedAt, requestedOn, promisedOn, dates } = batch;
  const agreed = [
    requestedOn && `requested for ${formatIsoDay(requestedOn, style)}`,
    promisedOn && `promised for ${formatIsoDay(promisedOn, style)}`,
  ].filter(Boolean);
  return (
    <div className="small mt-3">
      <p>
        {name} became part of this batch on {formatDate(mergedAt, style)}.
        {agreed.length > 0 ? ` It was ${agreed.join(" and ")}.` : null}
      </p>
      {dates.length > 0 ? (
        <details>
          <summary className="small">
            {capital(counted(dates.length, "date"))} shown for it until then
          </summary>
          <Dates {...{ dates, from: 0, to: dates.length, style }} />
        </details>
      ) : null}
    </div>
  );
}

function Dates({
  dates,
  from,
  to,
  style,
}: {
  dates: readonly ShownPromise[];
  from: number;
  to: number;
  style: DateStyle;
}) {
  return (
    <ol className="promises">
      {dates.slice(from, to).map((promise, index) => {
        const { date, change, why } = promiseWords(promise, dates[from + index + 1] ?? null, style);
        return (
          <li key={promise.version}>
            <time dateTime={promise.at.toISOString()} title={saidAt(promise, style)}>
              {formatDate(promise.at, style)}
            </time>
            <div>
              <b>{date}</b>
              {change ? `, ${change}` : null}
              {why ? <p>{why}</p> : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** What the date that stands is of. */
function restsOn(latest: ShownPromise | undefined, until: string | undefined): string {
  if (!latest || latest.kind === "ready" || latest.kind === "none")
    return "When each was said, and why it changed.";
  const { variants, ifApproved } = latest;
  const parts = [
    variants > 0
      ? `where ${counted(variants, "variant")} ${variants === 1 ? "stands" : "stand"} in our work`
      : null,
    ifApproved ? `the decision on ${countWord(ifApproved.count)} with a quote` : null,
  ].filter(Boolean);
  const history = latest.learned && until ? `how long such work took until ${until}, ` : "";
  return `It rests on ${history}the days allowed for each state, ${parts.join(" and ")}.`;
}

/** "Of your last nine batches, eight were ready by the date first given." */
function keptWords(scores: readonly Scored[]): string | null {
  const { batches, firstHeld } = sumScores(scores);
  if (batches === 0) return null;
  if (batches === 1)
    return `Your last batch was ${firstHeld === 1 ? "" : "not "}ready by the 85% date first given.`;
  return `Of your last ${countWord(batches)} batches, ${countWord(firstHeld)} ${firstHeld === 1 ? "was" : "were"} ready by the 85% date first given.`;
}
