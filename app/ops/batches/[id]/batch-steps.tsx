import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import type { BatchStep } from "@/lib/batches/list-batch-steps";
import { type DateStyle, formatDate } from "@/lib/calendar/format";
import { capital, counted } from "@/lib/words/counts";

/** What became of a batch as such: where it came from, what became part of it and what left it, by whom and why. */
export function BatchSteps({ steps, style }: { steps: readonly BatchStep[]; style: DateStyle }) {
  if (steps.length === 0) return null;
  return (
    <Section title="What became of the batch" note="Each variant's own moves stand in its history.">
      <ol className="promises">
        {steps.map((step) => (
          <li key={step.id}>
            <time dateTime={step.at.toISOString()}>{formatDate(step.at, style)}</time>
            <div>
              <Words step={step} />
              {step.by ? `, by ${step.by}` : null}
              {step.reason ? <p>“{step.reason}”</p> : null}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Words({ step: { kind, others, variants } }: { step: BatchStep }) {
  const along = variants === null ? "" : counted(variants, "variant");
  const names = others.map(({ id, name }, index) => (
    <span key={id}>
      {index > 0 ? " and " : null}
      <Link href={`/ops/batches/${id}`}>{name}</Link>
    </span>
  ));
  switch (kind) {
    case "created":
      return "Created";
    case "split_from":
      return <>Split off from {names}</>;
    case "split":
      return (
        <>
          {capital(along)} split off into {names}
        </>
      );
    case "merged":
      return (
        <>
          {others.map(({ name }) => name).join(" and ")} became part of it, with {along}
        </>
      );
  }
}
