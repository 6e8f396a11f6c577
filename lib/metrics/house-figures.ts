import { sql } from "drizzle-orm";
import { asActor } from "@/lib/access/actor";
import { PLACES } from "@/lib/lifecycle/states";
import type { Figure } from "./text-format";

/** What waits in the whole house, how old its oldest is, and how jobs went: counts only, of no organisation by name. */
interface House {
  places: Record<string, number>;
  /** `oldest` in seconds; null where that is not kept. */
  waiting: { what: string; n: number; oldest: number | null }[];
  reports: { status: string; n: number }[];
  jobs: { job: string; finished: number | null; failing: boolean }[];
  connections: { application: string; n: number }[];
  head: number;
}

/** The same from whichever process is asked, since it is read from the database. Rejects where that does not answer. */
export async function houseFigures(): Promise<{ figures: Figure[]; head: number }> {
  const { places, waiting, reports, jobs, connections, head } = await readHouse();
  return {
    head,
    figures: [
      gauge(
        "framewatch_variants",
        "Variants by the place they stand in.",
        Object.entries(places),
        ([place, n]) => [{ place }, n],
      ),
      gauge(
        "framewatch_waiting",
        "What is to be sent, told or made, and was not yet.",
        waiting,
        ({ what, n }) => [{ what }, n],
      ),
      gauge(
        "framewatch_waiting_oldest_seconds",
        "How long the oldest of it waits.",
        waiting.filter(({ oldest }) => oldest !== null),
        ({ what, oldest }) => [{ what }, oldest!],
      ),
      gauge("framewatch_reports", "Kept reports by status.", reports, ({ status, n }) => [{ status }, n]),
      gauge(
        "framewatch_job_finished_timestamp_seconds",
        "When a background job ended its turn last.",
        jobs.filter(({ finished }) => finished !== null),
        ({ job, finished }) => [{ job }, finished!],
      ),
      gauge(
        "framewatch_job_failing",
        "Whether a background job's last turn failed.",
        jobs,
        ({ job, failing }) => [{ job }, Number(failing)],
      ),
      gauge(
        "framewatch_database_connections",
        "Connections of Framewatch to its database, by whose they are.",
        connections,
        ({ application, n }) => [{ application }, n],
      ),
    ],
  };
}

function gauge<Row>(
  name: string,
  help: string,
  rows: readonly Row[],
  value: (row: Row) => [Record<string, string>, number],
): Figure {
  const values = rows.map((row) => {
    const [labels, figure] = value(row);
    return { labels, value: figure };
  });
  return { name, help, type: "gauge", values };
}

async function readHouse(): Promise<House> {
  const sums = sql.join(
    PLACES.map((place) => sql`${sql.raw(`'${place}'`)}, coalesce(sum(${sql.identifier(place)}), 0)`),
    sql`, `,
  );
  const since = (column: string) =>
    sql`count(*)::int as n, coalesce(extract(epoch from now() - min(${sql.identifier(column)})), 0)::float8 as oldest`;
  const [row] = await asActor(
    { kind: "system", job: "metrics" },
    (tx) =>
      tx.execute<{ house: House }>(sql`select json_build_object(
        'places', (select json_build_object(${sums}) from place_counts where kind = 'order'),
        'waiting', (select json_agg(w) from (
          select 'mails' as what, ${since("created_at")} from mails where sent_at is null and created_at > now() - interval '7 days'
          union all select 'reports', ${since("created_at")} from reports where status in ('waiting', 'making')
          union all select 'news to number', ${since("at")} from outbox where seq is null
          union all select 'news to tell', count(*)::int, null from untold_news) w),
        'reports', coalesce((select json_agg(r) from (select status, count(*)::int as n from reports group by status) r), '[]'),
        'jobs', coalesce((select json_agg(json_build_object('job', substr(key, 5),
          'finished', extract(epoch from (value ->> 'finishedAt')::timestamptz), 'failing', value ->> 'failure' is not null)
          order by key) from settings where key like 'job:%'), '[]'),
        'connections', coalesce((select json_agg(c) from (select application_name as application, count(*)::int as n
          from pg_stat_activity where datname = current_database() and application_name like 'framewatch%' group by 1) c), '[]'),
        'head', (select coalesce(max(seq), 0) from outbox)) as house`),
    { readOnly: true },
  );
  return row!.house;
}
