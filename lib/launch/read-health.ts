import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import manifest from "@/package.json";

/** How a process of the app is: it lives, since it answers, and is ready when its database answers too. */
export interface Health {
  status: "ready" | "unavailable";
  live: true;
  ready: boolean;
  database: "answers" | "away";
  version: string;
}

const patience = 2_000;

/** Asks the database for an answer within two seconds. Never throws. */
export async function readHealth(): Promise<Health> {
  const ready = await databaseAnswers();
  return {
    status: ready ? "ready" : "unavailable",
    live: true,
    ready,
    database: ready ? "answers" : "away",
    version: manifest.version,
  };
}

async function databaseAnswers(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  try {
    return await Promise.race([
      database()
        .execute(sql`select 1`)
        .then(() => true),
      late,
    ]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
