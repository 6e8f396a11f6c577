import type { Metadata } from "next";
import { LogList } from "@/components/production/history-list";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { formatDay } from "@/lib/calendar/format";
import { type BatchNews, type Daily, loadDaily } from "@/lib/review/daily";
import { dailySentence, lateWords, readyWords } from "@/lib/review/daily-words";
import { changeWords } from "@/lib/variants/change-words";
import { formatTime } from "@/lib/words/dates";
import { type Reading, reading } from "../../_page/read";
import { Waiting } from "../../waiting";
import { ReviewTabs } from "../review-tabs";
import { SeenForm } from "./seen-form";

export const metadata: Metadata = { title: "Daily check-in" };

type Given = Omit<Reading, "tx">;

/** What changed since somebody last looked, by their own word. Source: the seed, "Daily Check-In". */
export default async function DailyPage() {
  const { daily, ...given } = await reading(async ({ tx, ...rest }) => ({
    ...rest,
    daily: await loadDaily(tx, rest.actor, rest),
  }));
  const { style, now } = given;
  return (
    <>
      <ReviewTabs current="daily" />
      <section className="hero-day">
        <div>
          <p className="date">{sinceWords(daily, given)}</p>
          <h1>{dailySentence(daily)}</h1>
          <SeenForm until={now.toISOString()} />
        </div>
      </section>
      <Waiting overview={daily} {...given} />
      <Groups
        title="Newly late"
        none="Nothing became late."
        note={daily.late.length > 0 ? "On our turn, past the time allowed for its state." : undefined}
        groups={daily.late.map((group) => ({ batch: group.batch, words: lateWords(group, style) }))}
        action={daily.late.length > 0 ? { href: "/alerts?kind=delay", label: "See the delays" } : null}
      />
      <Groups
        title="Newly ready for review"
        none="Nothing became ready."
        groups={daily.ready.map((group) => ({ batch: group.batch, words: readyWords(group, style) }))}
        action={daily.ready.length > 0 ? { href: "/validation", label: "Start reviewing" } : null}
      />
      <News daily={daily} given={given} />
    </>
  );
}

function sinceWords({ since, first }: Daily, { style }: Given): string {
  const when = `${formatDay(since, style)}, ${formatTime(since, style.zone)}`;
  return first ? `Your first check-in, since ${when}` : `Since you last looked, ${when}`;
}

function Groups({
  title,
  none,
  note,
  groups,
  action,
}: {
  title: string;
  none: string;
  note?: string | undefined;
  groups: { batch: { id: string; name: string }; words: string }[];
  action: { href: string; label: string } | null;
}) {
  return (
    <Section title={title} note={note}>
      {groups.length === 0 ? (
        <p className="small quiet">{none}</p>
      ) : (
        <div>
          <ul className="by-batch">
            {groups.map(({ batch, words }) => (
              <li key={`${batch.id} ${words}`}>
                <Link href={`/batches/${batch.id}`}>{batch.name}</Link>
                <span>{words}</span>
              </li>
            ))}
          </ul>
          {action ? (
            <div className="acts">
              <LinkButton href={action.href}>{action.label}</LinkButton>
            </div>
          ) : null}
        </div>
      )}
    </Section>
  );
}

function News({ daily: { news, more }, given: { style } }: { daily: Daily; given: Given }) {
  return (
    <Section title="What changed" note="By batch, without what you did yourself.">
      {news.length === 0 ? (
        <p className="small quiet">Nothing has moved.</p>
      ) : (
        <div>
          {news.map(({ batch, changes }) => (
            <div key={batch.id} className="batch-news">
              <h3>
                <Link href={`/batches/${batch.id}`}>{batch.name}</Link>
              </h3>
              <LogList items={changes.map((change) => item(change, style))} />
            </div>
          ))}
          {more ? <p className="small quiet">Older news is in the history of each variant.</p> : null}
        </div>
      )}
    </Section>
  );
}

function item(change: BatchNews["changes"][number], style: Given["style"]) {
  return {
    key: `${change.event} ${change.to} ${change.at.toISOString()} ${change.by?.name ?? ""} ${change.quote ?? ""}`,
    at: change.at.toISOString(),
    when: formatDay(change.at, style),
    what: changeWords(change, { named: false }),
  };
}
