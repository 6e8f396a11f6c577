import { randomInt } from "node:crypto";
import { Agent } from "node:http";
import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { sql as raw } from "drizzle-orm";
import postgres from "postgres";
import { closeDatabase } from "@/db/client";
import { startServer } from "@/db/embedded/start-server";
import { sessions } from "@/db/schema";
import { DEMO_PASSWORD } from "@/db/seed/demo/people";
import { asActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { sealCookie } from "@/lib/auth/session-cookie";
import { findBrowser } from "@/lib/checks/find-browser";
import { record } from "@/lib/events/record";
import { addPerson } from "@/lib/people/add-person";
import { sendEvent } from "@/lib/variants/send-event";
import type { Figure } from "./first-page";
import { StreamClient } from "./live-streams";
import { serveProduct } from "./serving";

const STREAMS = 500;
const EACH = 10;
const WRITERS = 6;
const SECONDS = 30;
const ROWS = 12;
const system = { kind: "system", job: "bench" } as const;

/**
 * News from commit to client: two processes of the product on one database, 500 open streams, of which some are dropped
 * all the time and resume, while commits overtake each other; and rows in a real browser among them, while one writer
 * goes on.
 */
export async function live(): Promise<Figure[]> {
  const one = await serveProduct({ DEMO: "1" });
  const server = await startServer({ directory: join(one.data, "postgres") });
  const two = await serveProduct({ DEMO: "1", DATABASE_URL: server.url });
  process.env.DATABASE_URL = server.url;
  const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
  const clients: StreamClient[] = [];
  try {
    const organisationId = await organisation();
    for (let person = 0; person < STREAMS / EACH; person += 1) {
      const cookie = await signInAs(organisationId, person);
      const origin = person % 2 === 0 ? one.origin : two.origin;
      for (let index = 0; index < EACH; index += 1) clients.push(new StreamClient(origin, cookie, agent));
    }
    for (let from = 0; from < clients.length; from += 25)
      await Promise.all(clients.slice(from, from + 25).map((client) => client.open()));
    await pause(2_000);
    const listening = await countListening(server.superuserUrl);
    const committed = new Map<string, Commit>();
    const end = performance.now() + SECONDS * 1_000;
    const going = () => performance.now() < end;
    await Promise.all([
      ...Array.from({ length: WRITERS }, () => keepWriting(organisationId, committed, going)),
      keepDropping(clients, going),
    ]);
    await settled(clients, committed.size);
    let looking = true;
    const writing = keepWriting(organisationId, new Map(), () => looking);
    const rows = await rowsInBrowser(two.origin).finally(() => {
      looking = false;
      return writing;
    });
    return figures({ clients, committed, listening, rows });
  } finally {
    for (const client of clients) client.stop();
    await closeDatabase();
    await two.stop();
    await one.stop();
  }
}

async function organisation(): Promise<string> {
  const [found] = await asActor(system, (tx) =>
    tx.execute<{ id: string }>(raw`select id from organisations where name = 'Nike Vision'`),
  );
  return found!.id;
}

async function signInAs(organisationId: string, number: number): Promise<string> {
  const { userId } = await addPerson(system, {
    email: `bench-${number}@nike.example`,
    name: `Bench ${number}`,
    memberships: [{ organisationId, role: "customer_member" }],
  });
  const id = newId();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 3_600_000);
  await asActor(system, (tx) => tx.insert(sessions).values({ id, userId, lastSeenAt: now, expiresAt }));
  const { name, value } = await sealCookie(id);
  return `${name}=${value}`;
}

async function countListening(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql`
    select count(*)::int as n from pg_stat_activity where application_name = 'framewatch listen'`;
  await sql.end();
  return row?.n as number;
}

interface Commit {
  /** When the commit was sent: the way measured begins before it happens. */
  at: number;
  writtenAt: number;
}

/** A writer that holds its transactions open for unequal times. */
async function keepWriting(
  organisationId: string,
  committed: Map<string, Commit>,
  going: () => boolean,
): Promise<void> {
  while (going()) {
    const id = newId();
    const commit = await asActor(system, async (tx) => {
      await record(tx, [
        { organisationId, topic: "variants", subject: { variantIds: [id] }, at: new Date() },
      ]);
      const writtenAt = performance.now();
      await pause(randomInt(1_500));
      return { writtenAt, at: performance.now() };
    });
    committed.set(id, commit);
    await pause(randomInt(700));
  }
}

/** Drops a fiftieth of all streams every second. */
async function keepDropping(clients: readonly StreamClient[], going: () => boolean): Promise<void> {
  while (going()) {
    await pause(1_000);
    for (const client of clients) if (randomInt(50) === 0) client.drop();
  }
}

/** Waits until every stream has everything, or half a minute has shown that it never will. */
async function settled(clients: readonly StreamClient[], count: number): Promise<void> {
  const end = performance.now() + 30_000;
  while (performance.now() < end && clients.some(({ arrivals }) => arrivals.length < count)) await pause(100);
}

/** What a change took in a browser from when its command began, ms: until its event was there, and until the row said so. */
interface RowTook {
  event: number;
  row: number;
}

/** Changes rows of the console that a browser shows, one after the other. */
async function rowsInBrowser(origin: string): Promise<RowTook[]> {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage({ baseURL: origin });
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill("ops@framewatch.example");
    await page.getByLabel("Password").fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/ops");
    await page.goto("/ops?state=all&q=Lumen%20Kids");
    await page.waitForTimeout(2_000);
    await page.evaluate(watchEvents);
    const open = page.locator("tr[id^=row-]").filter({ hasNotText: /Error|Cancelled|Completed|Validated/ });
    const rows = await open.evaluateAll((all) => all.map(({ id }) => id.slice(4)));
    const [ops] = await asActor(system, (tx) =>
      tx.execute<{ id: string }>(raw`select id from users where email = 'ops@framewatch.example'`),
    );
    const took: RowTook[] = [];
    for (const id of rows.slice(0, ROWS)) {
      const shown = page.evaluate(whenRowFails, id);
      const begunAt = new Date();
      const reason = "The file cannot be read.";
      const wish = { variantIds: [id], event: "reportError" as const, reason };
      await sendEvent({ kind: "ops", userId: ops!.id }, wish, begunAt);
      const { event, row } = await shown;
      took.push({ event: event - begunAt.getTime(), row: row - begunAt.getTime() });
      await page.waitForTimeout(1_500);
    }
    return took;
  } finally {
    await browser.close();
  }
}

/** In the page: keeps when the event of each variant came, over a stream of its own. */
function watchEvents(): void {
  const came: Record<string, number> = {};
  Object.assign(window, { came });
  new EventSource("/api/live").onmessage = ({ data }: MessageEvent<string>) => {
    for (const id of JSON.parse(data).variants) came[id] ??= Date.now();
  };
}

/** In the page: resolves when a row shows an error, with when its event came. */
function whenRowFails(id: string): Promise<{ event: number; row: number }> {
  const { came } = window as unknown as { came: Record<string, number> };
  return new Promise((resolve) => {
    // A function with a name of its own would not be known in the page once this file is compiled.
    const timer = setInterval(() => {
      if (!came[id] || !document.getElementById(`row-${id}`)?.textContent?.includes("Error")) return;
      clearInterval(timer);
      resolve({ event: came[id], row: Date.now() });
    }, 8);
  });
}

function figures({
  clients,
  committed,
  listening,
  rows,
}: {
  clients: readonly StreamClient[];
  committed: ReadonlyMap<string, Commit>;
  listening: number;
  rows: readonly RowTook[];
}): Figure[] {
  const rowTimes = rows.map(({ row }) => row);
  const rowEvents = rows.map(({ event }) => event);
  const took: number[] = [];
  let missed = 0;
  let twice = 0;
  for (const { arrivals } of clients) {
    const ids = new Set(arrivals.map(({ id }) => id));
    missed += [...committed.keys()].filter((id) => !ids.has(id)).length;
    twice += arrivals.length - ids.size;
    for (const { id, at, openSince } of arrivals) {
      const commit = committed.get(id);
      if (commit && openSince < commit.at) took.push(at - commit.at);
    }
  }
  const inOrder = [...committed.values()].toSorted((a, b) => a.at - b.at);
  const overtaken = inOrder.filter(({ writtenAt }, index) =>
    inOrder.slice(index + 1).some((later) => later.writtenAt < writtenAt),
  ).length;
  const sum = (of: (client: StreamClient) => number) => clients.reduce((all, client) => all + of(client), 0);
  return [
    { name: "open streams over two processes", value: clients.length, unit: "" },
    { name: "LISTEN connections for two processes", value: listening, unit: "", limit: 2 },
    { name: "events", value: committed.size, unit: "" },
    { name: "events whose commit overtook one written before", value: overtaken, unit: "" },
    { name: "arrivals measured", value: took.length, unit: "" },
    { name: "connections dropped and resumed", value: sum(({ resumed }) => resumed), unit: "" },
    { name: "commit to client, p50", value: part(took, 0.5), unit: "ms" },
    { name: "commit to client, p95", value: part(took, 0.95), unit: "ms", limit: 300 },
    { name: "commit to client, most", value: part(took, 1), unit: "ms" },
    { name: "events missed", value: missed, unit: "", limit: 0 },
    { name: "events told twice", value: twice, unit: "", limit: 0 },
    { name: "streams begun anew", value: sum(({ resets }) => resets), unit: "", limit: 0 },
    { name: "rows changed in a browser", value: rows.length, unit: "" },
    {
      name: "command to event in that browser, median (the row's floor)",
      value: part(rowEvents, 0.5),
      unit: "ms",
    },
    { name: "command to row in that browser, median", value: part(rowTimes, 0.5), unit: "ms" },
    { name: "command to row in that browser, p90", value: part(rowTimes, 0.9), unit: "ms" },
    { name: "command to row in that browser, most", value: part(rowTimes, 1), unit: "ms", limit: 1_000 },
    { name: "load of the machine (1 min)", value: loadavg()[0] ?? 0, unit: "" },
  ];
}

function part(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}
