import { HistoryList } from "@/components/production/history-list";
import { Section } from "@/components/shell/section";
import { count } from "@/components/ui/figure";
import { formatDay } from "@/lib/calendar/format";
import type { Applying } from "@/lib/rules/apply-rules";
import type { VersionLine } from "@/lib/rules/list-versions";
import { formatTime } from "@/lib/words/dates";

/** Who changed what when; nothing of it is ever changed or removed. */
export function Versions({
  history,
  applying,
  style,
}: {
  history: VersionLine[];
  applying: Applying | null;
  style: { zone: string; now: Date };
}) {
  return (
    <Section
      title="Changes"
      note="Every version is kept. Steps already taken keep the deadline they had; open variants get the new one."
    >
      <div>
        {applying ? <p>{applyingWords(applying)}</p> : null}
        {history.length === 0 ? (
          <p className="small quiet">
            Nothing was changed yet: the defaults of a new installation are in force.
          </p>
        ) : (
          <HistoryList
            items={history.map(({ version, at, by, changes }) => ({
              key: String(version),
              at: at.toISOString(),
              date: formatDay(at, style),
              time: formatTime(at, style.zone),
              what: changes.join("; ") || "As it was",
              by: `Version ${version}${by ? `, ${by}` : ""}`,
            }))}
          />
        )}
      </div>
    </Section>
  );
}

function applyingWords({ looked, changed, finishedAt }: Applying): string {
  const moved = `${count(changed)} ${changed === 1 ? "deadline was" : "deadlines were"} moved`;
  return finishedAt === null
    ? `The latest change is being applied: ${count(looked)} open variants so far, ${moved}.`
    : `The latest change is applied to all ${count(looked)} open variants: ${moved}.`;
}
