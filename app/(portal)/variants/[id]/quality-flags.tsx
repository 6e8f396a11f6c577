import { BucketGlyph } from "@/components/production/bucket-glyph";
import { Section } from "@/components/shell/section";
import { Badge } from "@/components/ui/badge";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import type { HistoryFlag } from "@/lib/variants/list-history";
import { capital } from "@/lib/words/counts";

/** Potential issues identified during production: the open ones first, then how the others were resolved. */
export function QualityFlags({ flags, style }: { flags: HistoryFlag[]; style: DateStyle }) {
  const resolved = new Map(
    flags
      .filter(({ resolution }) => resolution !== null)
      .map((flag) => [flag.id.replace(" resolved", ""), flag]),
  );
  const raised = flags
    .filter(({ resolution }) => resolution === null)
    .sort((a, b) => Number(resolved.has(a.id)) - Number(resolved.has(b.id)));
  return (
    <Section layout="stack" title="Quality flags">
      {raised.length === 0 ? (
        <p className="small quiet">None. Nothing was found so far.</p>
      ) : (
        <ol className="flags">
          {raised.map((flag, index) => (
            <Flag key={flag.id} flag={flag} number={index + 1} end={resolved.get(flag.id)} style={style} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function Flag({
  flag,
  number,
  end,
  style,
}: {
  flag: HistoryFlag;
  number: number;
  end: HistoryFlag | undefined;
  style: DateStyle;
}) {
  const blocks = flag.blocking ? "it blocks validation" : "it does not block validation";
  const words = end
    ? `${flag.blocking ? "Was blocking. " : ""}Resolved ${formatDay(end.at, style)}${end.resolution ? `: ${end.resolution}` : "."}`
    : `${capital(flag.severity)}: ${blocks}. Open since ${formatDay(flag.at, style)}.`;
  return (
    <li>
      <span className={end ? "no off" : "no"}>{number}</span>
      <div>
        <b>{flag.words}</b>
        <p>{words}</p>
      </div>
      {end ? (
        <span className="st small c-validated">
          <BucketGlyph bucket="validated" />
          resolved
        </span>
      ) : (
        <Badge icon="flag" tone="hold">
          open
        </Badge>
      )}
    </li>
  );
}
