import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import type { EmbeddedServer } from "@/db/embedded/start-server";
import { JOBS } from "@/lib/jobs/start-jobs";

const QUIET_LOOKS = 5;
const PATIENCE_SECONDS = 300;

/**
 * Waits until the work that follows a first start is behind a server: each job has run, news are told, and none runs at
 * five looks, a second apart. Throws after five minutes.
 */
export async function settle({ url, superuserUrl }: EmbeddedServer): Promise<void> {
  const sql = postgres(superuserUrl.replace(/\/[^/]*$/, new URL(url).pathname), { max: 1 });
  try {
    let quiet = 0;
    for (let second = 0; quiet < QUIET_LOOKS; second += 1) {
      if (second === PATIENCE_SECONDS) throw new Error("The server's background work does not come to rest.");
      await pause(1000);
      const [seen] = await sql<{ ran: number; running: number; untold: number }[]>`
        select count(*) filter (where value ->> 'finishedAt' is not null)::int as ran,
          count(*) filter (where value ->> 'holder' is not null)::int as running,
          (select count(*) from untold_news)::int as untold
        from settings where key like 'job:%'`;
      quiet = seen && seen.ran >= JOBS.length && seen.running + seen.untold === 0 ? quiet + 1 : 0;
    }
  } finally {
    await sql.end();
  }
}
