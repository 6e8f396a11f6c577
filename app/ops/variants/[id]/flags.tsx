import { Section } from "@/components/shell/section";
import { Badge } from "@/components/ui/badge";
import { ConfirmReason } from "@/components/ui/confirm-reason";
import { Checkbox, Select, Textarea } from "@/components/ui/inputs";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import { REVISION_CODES } from "@/lib/lifecycle/needs";
import type { VariantDetail } from "@/lib/variants/find-variant";
import type { HistoryFlag } from "@/lib/variants/list-history";
import { capital } from "@/lib/words/counts";
import { FormDialog } from "../../_record/form-dialog";
import { raiseFlag, resolveFlagForm } from "./actions";

const KINDS = Object.entries(REVISION_CODES).map(([value, label]) => ({ value, label }));
const SEVERITIES = [
  { value: "minor", label: "Minor" },
  { value: "major", label: "Major" },
];
const isEnd = ({ resolution }: HistoryFlag) => resolution !== null;

/** The quality flags of a variant, the open ones first with the way to resolve them, and the way to raise one. */
export function Flags({
  variant,
  flags,
  style,
}: {
  variant: VariantDetail;
  flags: HistoryFlag[];
  style: DateStyle;
}) {
  const ends = new Map(flags.filter(isEnd).map((flag) => [flag.id.replace(" resolved", ""), flag]));
  const raised = flags
    .filter((flag) => !isEnd(flag))
    .sort((a, b) => Number(ends.has(a.id)) - Number(ends.has(b.id)));
  return (
    <Section layout="stack" title="Quality flags">
      {raised.length === 0 ? (
        <p className="small quiet">None was raised so far.</p>
      ) : (
        <ol className="flags">
          {raised.map((flag, index) => (
            <Flag key={flag.id} flag={flag} number={index + 1} end={ends.get(flag.id)} style={style} />
          ))}
        </ol>
      )}
      <div className="acts">
        <FormDialog
          small
          trigger="Raise a quality flag…"
          title={`Raise a quality flag on ${variant.sku}`}
          action={raiseFlag}
          submit="Raise the flag"
          hidden={{ variantId: variant.id }}
        >
          <Select name="kind" label="What it is about" choices={KINDS} empty="Choose" required />
          <Select name="severity" label="Severity" choices={SEVERITIES} defaultValue="minor" />
          <Textarea name="words" label="What you saw" maxLength={2000} required />
          <Checkbox name="blocking" label="Blocks validation until it is resolved" />
        </FormDialog>
      </div>
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
  const facts = [capital(flag.severity), flag.blocking ? "blocks validation" : "blocks nothing"].join(", ");
  return (
    <li>
      <span className={end ? "no off" : "no"}>{number}</span>
      <div>
        <b>{flag.words}</b>
        <p>
          {facts}. Raised {whenAndWho(flag, style)}.
          {end ? ` Resolved ${whenAndWho(end, style)}: ${end.resolution}` : null}
        </p>
        {end ? null : (
          <div className="acts">
            <ConfirmReason
              small
              trigger="Resolve…"
              title="Resolve the flag"
              action={resolveFlagForm}
              submit="Resolve it"
              reasonLabel="How it was resolved"
              hidden={{ flagId: flag.id }}
            >
              <p>{flag.words}</p>
            </ConfirmReason>
          </div>
        )}
      </div>
      {end ? (
        <span className="small quiet">resolved</span>
      ) : (
        <Badge icon="flag" tone="hold">
          open
        </Badge>
      )}
    </li>
  );
}

function whenAndWho({ at, by }: HistoryFlag, style: DateStyle): string {
  return [formatDay(at, style), by.name].filter(Boolean).join(", ");
}
