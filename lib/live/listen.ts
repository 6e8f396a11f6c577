import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Sql } from "postgres";
import { database, listeningClient } from "@/db/client";

/** Postgres' bell: called for each ring, and when listening begins (again), since rings were missed until then. */
export interface Bell {
  /** Whether the bell still reaches us: rings it and says whether the last such ring was heard. Renews what is dead. */
  check(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Listens on channels over one connection; `onRing` hears which of them rang, or null when listening began anew. */
export function listen(channels: readonly string[], onRing: (channel: string | null) => void): Bell {
  const own = `framewatch_${randomUUID().replaceAll("-", "")}`;
  let client: Sql | null = null;
  let heard = true;
  let stopped = false;

  const begin = async () => {
    const made = listeningClient();
    client = made;
    await made.listen(own, () => {
      heard = true;
    });
    for (const channel of channels)
      await made.listen(
        channel,
        () => onRing(channel),
        () => onRing(null),
      );
  };
  const end = async () => {
    const ended = client;
    client = null;
    await ended?.end({ timeout: 1 }).catch(() => {});
  };
  const started = begin().catch(end);

  return {
    check: async () => {
      await started;
      if (stopped) return false;
      const alive = heard && client !== null;
      if (!alive) {
        await end();
        await begin().catch(end);
      }
      heard = false;
      // Over another connection, so that a dead listener is noticed whichever way it died.
      await database()
        .execute(sql`select pg_notify(${own}, '')`)
        .catch(() => {});
      return alive;
    },
    stop: async () => {
      stopped = true;
      await started;
      await end();
    },
  };
}
